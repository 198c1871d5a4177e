internal import TroupePreparing
internal import TroupeRecord

extension Library {
  /// What `generate` would send, why, and at what price. Sends nothing and records no generation; a file that it is shown
  /// becomes one of the library's.
  /// - Throws: as `generate` and `edit`.
  @concurrent public func plan(
    _ prompt: String, parent: ImageName? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Plan {
    try await prepared(prompt, parent: parent, options).plan(count: options.count ?? 1)
  }

  /// The same request planned for each of `models`, in their order. A model that it cannot be sent to has its error in
  /// place of a plan.
  /// - Throws: the first model's `TroupeError` where it can be sent to none.
  @concurrent public func plans(
    _ prompt: String, on models: [String], parent: ImageName? = nil,
    _ options: GenerateOptions = GenerateOptions()
  ) async throws -> [PlannedModel] {
    var options = options
    var all: [PlannedModel] = []
    for model in models {
      options.model = model
      do {
        let plan = try await plan(prompt, parent: parent, options)
        all.append(PlannedModel(model: model, plan: plan))
      } catch let error as TroupeError {
        all.append(PlannedModel(model: model, error: error))
      }
    }
    if all.allSatisfy({ $0.plan == nil }), let error = all.first?.error { throw error }
    return all
  }

  /// What today's request would send differently from a recorded one, and why. Sends nothing.
  /// - Parameters:
  ///   - generation: the recorded one.
  ///   - prompt: today's, with `parent` and `options`; `nil` for the recorded request, of which only the model can be
  ///     changed. The model is the recorded one where `options` name none.
  ///   - parent: the image that today's request edits.
  ///   - options: settings of today's request; of the recorded one, the model alone.
  /// - Throws: `RequestError.unknownGeneration`, and `TroupeError` where the request cannot be made today, such as
  ///   `CatalogError.assetRemoved`.
  @concurrent public func drift(
    from generation: GenerationName, prompt: String? = nil, parent: ImageName? = nil,
    _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Drift {
    try options.check()
    let id = try await id(of: generation)
    var today: Request?
    if let prompt {
      var options = options
      if options.model == nil { options.model = try await self.generation(.id(id)).model }
      today = try await request(prompt, parent: parent, options)
    }
    return try await services.drift.drift(
      from: id, request: today, model: options.model, count: options.count ?? 1)
  }

  /// The request with everything decided that would be sent.
  func prepared(
    _ prompt: String, parent: ImageName?, _ options: GenerateOptions
  ) async throws -> PreparedRequest {
    try await services.generator.noted(
      services.preparation.prepare(request(prompt, parent: parent, options)))
  }
}
