internal import Foundation
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// Chooses references for `prompt`, sends it, and records all of it.
  ///
  /// An equal request that was answered before is answered from the record, unless `options` ask for more.
  /// - Parameters:
  ///   - prompt: words, with assets as `@handle` or `@handle/look`.
  ///   - options: the model, the settings and what the request may cost.
  ///   - approve: asked before anything that may cost money is sent; `nil` agrees to all.
  ///   - onEvent: called with each result; failures come here too, and why the rest of a count was not sent for.
  /// - Returns: one entry per request sent or found, those that failed last. A refusal of one image, or one of no known
  ///   outcome, does not stop the others of a count; what would strike all does.
  /// - Throws: `TroupeError` for what is wrong before anything is sent: `RequestError`, `CatalogError`,
  ///   `ProviderError.noKey`, `.invalidValue` for options out of range, and what `checkSpending` and `approve` throw.
  @concurrent public func generate(
    _ prompt: String, _ options: GenerateOptions = GenerateOptions(),
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) async throws -> [GenerationResult] {
    try checkSpending()
    return try await send(
      try await request(prompt, parent: nil, options), options, approve, onEvent)
  }

  /// Changes an image: a generation with a parent.
  /// - Parameters:
  ///   - image: a generated image or a file.
  ///   - instruction: what is to change.
  ///   - options: as for `generate`; without a model, the one that made the image is taken.
  ///   - approve: as for `generate`.
  ///   - onEvent: as for `generate`.
  /// - Throws: as `generate`, and `RequestError.unknownGeneration`, `RequestError.noOutput`, `RequestError.blankImage`,
  ///   `LibraryError.noFile` for the image.
  @concurrent public func edit(
    _ image: ImageName, _ instruction: String, _ options: GenerateOptions = GenerateOptions(),
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) async throws -> [GenerationResult] {
    try checkSpending()
    return try await send(
      try await request(instruction, parent: image, options), options, approve, onEvent)
  }

  private func send(
    _ request: Request, _ options: GenerateOptions, _ approve: Spending.Approval?,
    _ onEvent: @escaping WorkEvent.Handler
  ) async throws -> [GenerationResult] {
    if let check = options.checking { try services.checker.checkJudge(try judge(check)) }
    await finishLeftovers()
    var sending = options.sending
    if options.retriesChanged { sending.batch = services.generations.newID() }
    let made = try await services.generator.generate(
      request, sending, approve: approve,
      onPrepared: { if !$0.isEmpty { onEvent(.warned($0)) } },
      onResult: { onEvent(.result($0)) }, onStop: { onEvent(.stopped($0)) })
    guard let checking = options.checking else { return made }
    return await MadeCheck(
      services: services, request: request, options: options, checking: checking,
      judge: try judge(checking), bound: options.maxCost ?? settings.maxCost, approve: approve,
      onEvent: onEvent
    ).run(made)
  }

  /// `prompt` with `options` as a request; a turn has the settings of its conversation in place of the library's.
  func request(
    _ prompt: String, parent: ImageName?, _ options: GenerateOptions, isTurn: Bool = false
  ) async throws -> Request {
    try options.check()
    let written = options.written ?? prompt
    let prompt = options.written == nil ? try expanded(prompt, options.variables) : prompt
    if prompt.allSatisfy(\.isWhitespace) { throw TroupeError.request(.emptyPrompt) }
    var parentImage: InputImage?
    var kept: [NamedLook] = []
    if let parent {
      let image = try await input(parent, role: .parent, allowsBlank: options.allowsBlank)
      kept = try await services.generations.cast(shownBy: image)
      parentImage = image
    }
    var mask: StoredImage?
    if let name = options.mask { mask = try await input(name, role: .parent).image }
    var references: [InputImage] = []
    for named in options.references {
      try Self.checkRole(of: named)
      var image = try await input(named.image, role: named.role, prompt: prompt)
      image.subject = named.subject
      references.append(image)
    }
    var parameters = options.parameters
    // An edit keeps its parent's.
    if parent == nil, !isTurn { parameters.aspect = parameters.aspect(orUsual: settings.aspect) }
    return Request(
      prompt: prompt, written: written, model: try await model(options, parent: parentImage),
      parent: parentImage,
      mask: mask, references: references, uris: options.uris,
      without: try await known(options.without),
      with: try await known(options.with) + sent(kept), kept: kept,
      views: try await known(options.views), withoutTraits: options.withoutTraits,
      withoutAdapters: try await known(options.withoutAdapters),
      omitsDescriptions: options.omitsDescriptions, usesHardLimits: options.usesHardLimits,
      versions: try await known(options.versions), shot: options.shot, overflow: options.overflow,
      parameters: parameters)
  }

  /// The model that `options` name, else that of the parent, else the settings'; where they want a batch, as it is made
  /// in one.
  func model(_ options: GenerateOptions, parent: InputImage?) async throws -> String {
    let name = try await modelName(options, parent: parent)
    return options.isBatch ? try services.models.batched(name) : name
  }

  private func modelName(_ options: GenerateOptions, parent: InputImage?) async throws -> String {
    if let model = options.model { return model }
    if let origin = parent?.origin {
      return try await services.generations.read { try $0.generation(origin.generation).model }
    }
    guard let model = settings.model else { throw TroupeError.request(.noModel) }
    return model
  }

  /// The image called `name`.
  /// - Parameter prompt: that of the request that names it, where digits may also be those of a reference.
  func input(
    _ name: ImageName, role: Role, prompt: String? = nil, allowsBlank: Bool = true
  ) async throws -> InputImage {
    let resolver = services.resolver
    switch name {
    case .file(let file):
      return try await resolver.file(file.localPath(), role: role, allowsBlank: allowsBlank)
    case .reference(let digits):
      return try await resolver.reference(digits, role: role, prompt: prompt ?? "")
    case .last, .output:
      return try await resolver.output("\(name)", role: role, allowsBlank: allowsBlank)
    case .prefix(let digits):
      do {
        return try await resolver.output(digits, role: role, allowsBlank: allowsBlank)
      } catch TroupeError.request(.unknownGeneration) where prompt != nil {
        return try await resolver.reference(digits, role: role, prompt: prompt ?? "")
      }
    }
  }

  /// The assets to leave out; a misspelled one would be sent after all.
  private func known(_ handles: [Handle]) async throws -> [Handle] {
    var known: [Handle] = []
    for handle in handles { known.append(try await services.catalog.asset(handle).handle) }
    return known
  }

  /// The assets to show, each in a look that it has.
  func known(_ named: [NamedLook]) async throws -> [NamedLook] {
    var known: [NamedLook] = []
    for one in named {
      let asset = try await services.catalog.asset(one.asset)
      let look = try one.look.map { try asset.look(named: $0).name }
      known.append(NamedLook(asset.handle, look: look))
    }
    return known
  }

  /// The assets to show as they were, each in a version that it has.
  private func known(_ versions: [NamedVersion]) async throws -> [NamedVersion] {
    var known: [NamedVersion] = []
    for one in versions { known.append(try await services.catalog.version(one).name) }
    return known
  }

  /// Those of `kept` whose pictures go with an edit by the settings; removed assets have none.
  func sent(_ kept: [NamedLook]) async throws -> [NamedLook] {
    guard settings.editSends == .cast, !kept.isEmpty else { return [] }
    let handles = Set(try await assets().map(\.handle))
    return kept.filter { handles.contains($0.asset) }
  }

  /// - Throws: `TroupeError.invalidValue` for a word behind a picture's name that is no role, where no file is called so.
  private static func checkRole(of named: NamedInput) throws {
    let text = "\(named.image)"
    guard let colon = text.lastIndex(of: ":") else { return }
    let word = text[text.index(after: colon)...]
    guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0 == "-" }) else { return }
    if case .file(let file) = named.image, FileManager.default.fileExists(atPath: file.path) {
      return
    }
    throw TroupeError.invalidValue(
      name: "role", value: String(word),
      expected: "behind a picture can stand \(PictureUse.words.joined(separator: ", "))")
  }

  /// The views to show; one of an asset that does not exist would be no wish at all.
  private func known(_ views: [ViewWish]) async throws -> [ViewWish] {
    var known: [ViewWish] = []
    for wish in views {
      var handle: Handle?
      if let asset = wish.asset { handle = try await services.catalog.asset(asset).handle }
      known.append(ViewWish(wish.view, of: handle))
    }
    return known
  }
}

extension URL {
  /// The path of a user's file, as written where it stands in the working directory.
  /// - Throws: `TroupeError.invalidValue` for an address that is not a file's.
  func localPath() throws -> FilePath {
    guard isFileURL else {
      throw TroupeError.invalidValue(
        name: "image", value: absoluteString, expected: "a file, not an address")
    }
    let here = FileManager.default.currentDirectoryPath
    guard let baseURL, baseURL.standardizedFileURL.path == here else { return FilePath(of: self) }
    return FilePath(encoded: relativeString)
  }
}
