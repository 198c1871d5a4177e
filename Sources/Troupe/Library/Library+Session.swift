internal import TroupeLineage
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// Starts a conversation with one model. Nothing is sent.
  /// - Parameters:
  ///   - image: the image that it begins with.
  ///   - options: the model and the settings that every turn repeats; what concerns one request alone is left aside.
  /// - Throws: `RequestError.noModel`, `RequestError.unknownModel`, and what names no image.
  @concurrent public func startSession(
    from image: ImageName? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Session {
    try options.check()
    var first: InputImage?
    if let image {
      first = try await input(image, role: .parent, allowsBlank: options.allowsBlank)
    }
    var parameters = options.parameters
    if image == nil { parameters.aspect = parameters.aspect(orUsual: settings.aspect) }
    return try await services.sessions.start(
      Session.Configuration(
        model: try await model(options, parent: first), parameters: parameters,
        usesHardLimits: options.usesHardLimits, overflow: options.overflow, from: first))
  }

  /// Says something in a conversation: one send, with all that was said and answered before it.
  /// - Parameters:
  ///   - words: what is said, as a prompt.
  ///   - session: its id or a unique beginning of it; `nil` for the newest.
  ///   - options: settings for this turn alone, besides those of the conversation. Its model stays the same.
  ///   - approve: as for `generate`.
  ///   - onEvent: called with what to know before it is sent.
  /// - Throws: `RequestError.unknownSession`, `RequestError.sessionEnded`, `RequestError.sessionBusy`, and what `generate` throws.
  @concurrent public func say(
    _ words: String, in session: String? = nil, _ options: GenerateOptions = GenerateOptions(),
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) async throws -> GenerationResult {
    try checkSpending()
    await finishLeftovers()
    let session = try await self.session(session)
    let request = try await turn(words, in: session, options)
    return try await services.sessions.say(
      request, in: session, options.sending, allowsBlank: options.allowsBlank, approve: approve,
      onPrepared: { if !$0.isEmpty { onEvent(.warned($0)) } })
  }

  /// What `say` would send, why, and at what price.
  /// - Throws: as `say`.
  @concurrent public func planTurn(
    _ words: String, in session: String? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Plan {
    let session = try await self.session(session)
    return try await services.sessions.plan(
      turn(words, in: session, options), in: session, allowsBlank: options.allowsBlank)
  }

  /// A conversation, by its id or a unique beginning of it; `nil` for the newest.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`.
  @concurrent public func session(_ text: String? = nil) async throws -> Session {
    try await services.sessions.session(text)
  }

  /// Every conversation, newest first.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func sessions() async throws -> [Session] { try await services.sessions.all() }

  /// Every conversation with what was said last and what it cost, newest first.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func sessionSummaries() async throws -> [SessionSummary] {
    let sessions = try await sessions()
    return try await services.generations.read { reader in try sessions.map(reader.summary) }
  }

  /// Begins another conversation that goes on from a turn of one, as that was then. Both remain; nothing is sent.
  /// - Parameters:
  ///   - text: the id of the one, or a unique beginning of it; `nil` for the newest.
  ///   - turn: the number of a turn, from 1; `nil` for the last.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`, `RequestError.unknownTurn`, `RequestError.sessionBusy`.
  @concurrent public func forkSession(
    _ text: String? = nil, at turn: Int? = nil
  ) async throws -> Session {
    try await services.sessions.fork(text, at: turn)
  }

  /// Asks a turn of a conversation again with the same bytes: one send. The conversation goes on from the new answer; the old
  /// one, and what was said after it, stay in the record.
  /// - Parameters:
  ///   - turn: the number of a turn that the conversation goes on from, from 1; `nil` for the last.
  ///   - text: the id of the conversation, or a unique beginning of it; `nil` for the newest.
  ///   - maxCost: the most it may cost, 0 or more US dollars; `nil` for the settings' bound.
  ///   - approve: as for `generate`.
  /// - Throws: `RequestError.unknownTurn`, `RequestError.unknownSession`, `RequestError.sessionEnded`,
  ///   `RequestError.sessionBusy`, and what `replay` throws.
  @concurrent public func retryTurn(
    _ turn: Int? = nil, of text: String? = nil, maxCost: Double? = nil,
    approve: Spending.Approval? = nil
  ) async throws -> GenerationResult {
    try GenerateOptions.check(maxCost: maxCost)
    try checkSpending()
    await finishLeftovers()
    let (generation, place) = try await services.sessions.retry(text, at: turn)
    return try await services.replay.replay(
      generation, as: place, maxCost: maxCost, approve: approve)
  }

  /// Ends a conversation: nothing can be said in it any more. Its record stays.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`.
  @discardableResult
  @concurrent public func endSession(_ text: String? = nil) async throws -> Session {
    try await services.sessions.end(text)
  }

  private func turn(
    _ words: String, in session: Session, _ options: GenerateOptions
  ) async throws -> Request {
    let configuration = session.configuration
    if let model = options.model, model != configuration.model {
      throw TroupeError.invalidValue(
        name: "model", value: model,
        expected: "this conversation is with \(configuration.model); start another")
    }
    if let count = options.count {
      throw TroupeError.invalidValue(
        name: "count", value: "\(count)", expected: "a turn is one request")
    }
    var options = options
    let usual = configuration.parameters
    if options.isBatch, try services.models.batched(configuration.model) != configuration.model {
      throw TroupeError.invalidValue(
        name: "batch", value: "true",
        expected: "a conversation that was started with it; this one is with \(configuration.model)"
      )
    }
    options.model = configuration.model
    options.aspect = options.parameters.aspect(orUsual: usual.aspect)
    // A shape of this turn's own stands over the usual size in pixels.
    if options.size == nil, options.aspect.flatMap(usual.hasShape) != false {
      options.size = usual.size
    }
    options.seed = options.seed ?? usual.seed
    options.options.merge(usual.options) { own, _ in own }
    options.usesHardLimits = options.usesHardLimits || configuration.usesHardLimits
    if options.overflow == .fail { options.overflow = configuration.overflow }
    var request = try await request(words, parent: nil, options, isTurn: true)
    if let last = session.turns.last {
      request.with += try await sent(
        services.generations.read { try LineageReader($0.connection).cast(of: last) })
    }
    return request
  }
}
