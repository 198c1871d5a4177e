internal import TroupeLineage
internal import TroupeSending

extension Library {
  /// Sends a recorded request again: same model, same bytes. A new generation, linked to the old.
  /// - Parameters:
  ///   - generation: the one to send again.
  ///   - maxCost: the most it may cost, 0 or more US dollars; `nil` for the settings' bound.
  ///   - approve: as for `generate`.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.tooExpensive`; `LibraryError.damagedFile` when a file that was sent is
  ///   missing; otherwise as `generate`.
  @concurrent public func replay(
    _ generation: GenerationName, maxCost: Double? = nil, approve: Spending.Approval? = nil
  ) async throws -> GenerationResult {
    try GenerateOptions.check(maxCost: maxCost)
    try checkSpending()
    await finishLeftovers()
    return try await services.replay.replay(
      id(of: generation), maxCost: maxCost, approve: approve)
  }

  /// What rebuilding a generation's lineage on another model would send, oldest first. Sends and records nothing.
  ///
  /// A step that cannot be sent to the model has a `fault`; the others are planned.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.noOutput`, `RequestError.unknownModel`, and what keeps the
  ///   first step from being sent where none can be.
  @concurrent public func planRebuild(
    _ generation: GenerationName, model: String, terms: ReworkTerms = ReworkTerms()
  ) async throws -> Rework {
    try await services.reworks.plan(id(of: generation), model: model, terms)
  }

  /// Rebuilds a generation's lineage on another model: records the plan, then sends every step whose images are there,
  /// several at once. A step that does not come keeps only those waiting that need it.
  /// - Parameters:
  ///   - generation: the one whose lineage is made again.
  ///   - model: the other model, by id or alias.
  ///   - terms: how much of it, and how.
  ///   - options: what may be spent, and whom it tells.
  /// - Returns: how the rework stands; what keeps all of it from being sent is a `stopped` event.
  /// - Throws: as `planRebuild`; `RequestError.planChanged`, `RequestError.notApproved`.
  @concurrent public func rebuild(
    _ generation: GenerationName, model: String, terms: ReworkTerms = ReworkTerms(),
    options: ReworkOptions = ReworkOptions()
  ) async throws -> Rework {
    try await prepareToSpend(options)
    return try await services.reworks.rebuild(
      id(of: generation), model: model, terms, expected: options.digits, options.run)
  }

  /// What sending a generation's lineage again would send, to the models that it was made on, oldest first. Sends and
  /// records nothing.
  ///
  /// A step that changes is prepared like a new request. One of which only an image changes is sent as it was recorded, with
  /// that image in it. The others keep their images.
  /// - Parameter terms: what changes, under `changes`, and how much of the lineage is gone over.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.noOutput`, `RequestError.nothingChanges`,
  ///   `TroupeError.invalidValue` for a step that is not in it, and what keeps the first step from being sent where none can be.
  @concurrent public func planReplay(
    _ generation: GenerationName, terms: ReworkTerms
  ) async throws -> Rework {
    try await services.reworks.planReplay(id(of: generation), terms)
  }

  /// Sends a generation's lineage again with changes: records the plan, then sends every step whose images are there.
  /// - Parameters:
  ///   - generation: the one whose lineage is sent again.
  ///   - terms: what changes, under `changes`, and how much of the lineage is gone over.
  ///   - options: what may be spent, and whom it tells.
  /// - Returns: how the rework stands; what keeps all of it from being sent is a `stopped` event.
  /// - Throws: as `planReplay`; `RequestError.planChanged`, `RequestError.notApproved`.
  @concurrent public func replay(
    _ generation: GenerationName, terms: ReworkTerms, options: ReworkOptions = ReworkOptions()
  ) async throws -> Rework {
    try await prepareToSpend(options)
    return try await services.reworks.replay(
      id(of: generation), terms, expected: options.digits, options.run)
  }

  /// Every rework, newest first.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func reworks() async throws -> [Rework] { try await services.reworks.all() }

  /// One rework, with how each step of it stands.
  /// - Parameter name: its id, the first four or more letters of it, or `@last`.
  /// - Throws: `RequestError.unknownRework`, `RequestError.ambiguous`.
  @concurrent public func rework(_ name: String = "@last") async throws -> Rework {
    try await services.reworks.rework(services.reworks.id(name))
  }

  /// Goes on with a rework: sends what is waiting, was left, or is blocked no more. What was refused, failed or has no known
  /// outcome is not sent again.
  /// - Throws: as `rework(_:)`; `RequestError.reworkEnded`, `RequestError.reworkBusy`, `RequestError.notApproved`.
  @concurrent public func resumeRework(
    _ name: String = "@last", options: ReworkOptions = ReworkOptions()
  ) async throws -> Rework {
    try await prepareToSpend(options)
    return try await services.reworks.resume(services.reworks.id(name), options.run)
  }

  /// Makes a step of a rework once more, with other words or settings where they are given.
  /// - Parameters:
  ///   - step: its number, or `STEP.TAKE` for one of several images.
  ///   - prompt: what is asked instead.
  ///   - settings: what is set instead: `aspect`, `size`, `seed`, or options of the model by name.
  /// - Throws: as `resumeRework`; `RequestError.unknownStep`, `RequestError.stepState`.
  @concurrent public func retryStep(
    _ step: String, of name: String = "@last", prompt: String? = nil,
    settings: [String: String] = [:], options: ReworkOptions = ReworkOptions()
  ) async throws -> Rework {
    try await prepareToSpend(options)
    return try await services.reworks.retry(
      services.reworks.id(name), step, prompt: prompt,
      changing: { try $0.set(settings) }, options.run)
  }

  /// Sends a step of a rework again whose outcome is not known; both sends may be billed.
  /// - Throws: as `retryStep`.
  @concurrent public func resendStep(
    _ step: String, of name: String = "@last", options: ReworkOptions = ReworkOptions()
  ) async throws -> Rework {
    try await prepareToSpend(options)
    return try await services.reworks.resend(services.reworks.id(name), step, options.run)
  }

  /// What a user decides of a step of a rework without a send.
  public enum StepDecision: Hashable, Sendable {
    /// Another generated image stands for it.
    case accept(ImageName)
    /// Its old image stands for itself.
    case keep
    /// It is left out, and so are those that need it.
    case skip
  }

  /// Decides a step of a rework. What was made of its image before is stale then.
  /// - Throws: as `rework(_:)`; `RequestError.unknownStep`, `RequestError.stepState`, `RequestError.reworkEnded`.
  @concurrent public func decideStep(
    _ step: String, of name: String = "@last", _ decision: StepDecision
  ) async throws -> Rework {
    let id = try await services.reworks.id(name)
    switch decision {
    case .accept(let image):
      let input = try await input(image, role: .parent)
      guard let origin = input.origin else {
        throw TroupeError.invalidValue(
          name: "image", value: "\(image)", expected: "a generated image, as GENERATION/N")
      }
      return try await services.reworks.accept(id, step, image: origin)
    case .keep: return try await services.reworks.keep(id, step)
    case .skip: return try await services.reworks.skip(id, step)
    }
  }

  /// Every take of a rework with the old image that it stands for: what was asked, what differs, and how much each edit
  /// changed of its parent. Boxes are in pixels of the images, or of copies of 960 pixels where they are larger.
  /// - Throws: as `rework(_:)`; `LibraryError` for files that cannot be read.
  @concurrent public func comparisons(of rework: Rework) async throws -> [PairComparison] {
    try await services.comparisons(of: rework)
  }

  /// A picture of old and new side by side, a row for each take, with what each edit changed tinted.
  /// - Parameter title: stands at the top; empty for none.
  /// - Throws: `TroupeError.image` and `LibraryError` for files that cannot be read.
  @concurrent public func reworkSheet(
    of rework: Rework, title: String = ""
  ) async throws -> DrawnSheet {
    try await services.sheet(of: rework, title: title)
  }

  /// Ends a rework: nothing more of it is sent.
  /// - Throws: as `rework(_:)`; `RequestError.reworkEnded`.
  @concurrent public func endRework(_ name: String = "@last") async throws -> Rework {
    try await services.reworks.end(services.reworks.id(name))
  }

  private func prepareToSpend(_ options: ReworkOptions) async throws {
    try GenerateOptions.check(maxCost: options.maxCost)
    try GenerateOptions.check(expected: options.expected)
    try checkSpending()
    await finishLeftovers()
  }
}
