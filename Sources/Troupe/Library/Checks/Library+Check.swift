internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// What a check of images would ask, and at what price. Nothing is recorded, nothing sent.
  /// - Parameters:
  ///   - images: an image is named with its `/N` or by its digest; a generation without stands for all that it made.
  ///   - options: the judge and what it may cost.
  /// - Throws: `RequestError.noJudge`, `RequestError.notJudge`, `RequestError.unknownModel`,
  ///   `RequestError.nothingToCheck`, `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @concurrent public func planCheck(
    _ images: [ImageName], _ options: CheckOptions = CheckOptions()
  ) async throws -> CheckPlan {
    let judge = try judge(options)
    let plan = try await services.checker.plan(
      try await made(images), judge: judge, isFresh: options.isFresh)
    if plan.entries.isEmpty { throw nothing(of: images) }
    return plan
  }

  /// Asks a judge, one call for each image, whether the cast is as it was sent: trait by trait, who is to be seen, who
  /// resembles whom, what was copied. What it answers is recorded; it overwrites nothing that a person says.
  ///
  /// An equal check that was answered before is answered from the record, unless `options` ask for more.
  /// - Parameters:
  ///   - images: as for `planCheck`.
  ///   - options: the judge and what it may cost.
  ///   - approve: asked before anything that may cost money is sent; `nil` agrees to all.
  ///   - onEvent: called with each result, and with how many are done.
  /// - Returns: in the order of the images; those that have no verdict say why.
  /// - Throws: as `planCheck`; `RequestError.tooExpensive`, `RequestError.overBudget`, `ProviderError.noKey`, and what
  ///   `checkSpending` and `approve` throw.
  @concurrent public func check(
    _ images: [ImageName], _ options: CheckOptions = CheckOptions(),
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) async throws -> [CheckResult] {
    try checkSpending()
    try GenerateOptions.check(maxCost: options.maxCost)
    let judge = try judge(options)
    await finishLeftovers()
    let results = try await services.checker.check(
      try await made(images), judge: judge, isFresh: options.isFresh, maxCost: options.maxCost,
      approve: approve
    ) { result, done, total in
      onEvent(.checked(result))
      onEvent(.advanced(done: done, total: total))
    }
    if results.isEmpty { throw nothing(of: images) }
    return results
  }

  /// All recorded checks of images of `generations`, oldest first.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func checks(of generations: [ULID]) async throws -> [PictureCheck] {
    try await services.database.read { try CheckReader($0).checks(of: generations) }
  }

  /// How often each trait of an asset was kept in the images that were checked, by the last verdict on each.
  /// - Throws: `CatalogError.unknownAsset`.
  @concurrent public func traitHistory(of asset: Handle) async throws -> [TraitHistory] {
    let id = try await services.catalog.asset(asset).id
    return try await services.database.read { try TraitHistoryReader($0).history(of: id) }
  }

  /// What the pixels of images alone say: how near each lies to the references that were sent for it, and whether it is as
  /// it was asked. Needs no judge and no network.
  /// - Parameter images: as for `planCheck`.
  /// - Throws: as `planCheck`, without those of judges; `TroupeError.image` for a picture that cannot be read.
  @concurrent public func measure(_ images: [ImageName]) async throws -> [PictureMeasures] {
    let ids = try await made(images)
    if ids.isEmpty { throw nothing(of: images) }
    var measures: [PictureMeasures] = []
    for id in ids {
      let generation = try await services.generations.read { try $0.generation(id.generation) }
      measures.append(try await services.catalog.measures(of: id, in: generation))
    }
    return measures
  }

  /// The judge that `options` name, else the settings'.
  func judge(_ options: CheckOptions) throws -> String {
    guard let judge = options.model ?? settings.judge else {
      throw TroupeError.request(.noJudge)
    }
    return judge
  }

  /// The images called `names`, each once, in their order.
  private func made(_ names: [ImageName]) async throws -> [OutputID] {
    var found: [OutputID] = []
    for target in try await targets(names) {
      let positions: [Int]
      if let position = target.position {
        positions = [position]
      } else {
        positions = try await services.generations.read {
          try $0.generation(target.generation).outputs.map(\.id.position)
        }
      }
      for position in positions {
        let id = OutputID(generation: target.generation, position: position)
        if !found.contains(id) { found.append(id) }
      }
    }
    return found
  }

  private func nothing(of names: [ImageName]) -> TroupeError {
    .request(.nothingToCheck(names.prefix(3).map { "\($0)" }.joined(separator: ", ")))
  }
}
