public import Foundation
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// The files of the scenes that were run here, where each stands now, the one that was run first at the end; files that are
  /// gone are among them.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func sceneFiles() async throws -> [URL] {
    let paths = try await services.database.read { try SceneReader($0).paths() }
    return paths.map { $0.hasPrefix("/") ? URL(filePath: $0) : url(of: $0) }
  }

  /// How the shots of a scene stand: which are made, changed in the file since, stale or missing.
  /// - Parameters:
  ///   - scene: as `file` says it.
  ///   - file: where the scene stands, by which it is known; one that was moved is found by its name.
  ///   - stage: whether drafts are told, or what is to be kept.
  /// - Throws: `SceneError.version` for a version that there is not; `LibraryError` where the database cannot be read.
  @concurrent public func status(
    of scene: Scene, at file: URL, stage: ShotStage = .final
  ) async throws -> SceneStatus {
    var options = SceneOptions()
    options.stage = stage
    options.starts = try await starts()
    let (_, standings) = try await standings(of: scene, at: file, options)
    var status = SceneStatus(scene, stage, standings)
    status.cast = try await shownVersions(of: scene)
    return status
  }

  /// What making a scene would send: of its shots those that are missing or were changed in the file, and what else
  /// `options` say. Sends nothing and records no generation.
  /// - Throws: `SceneError.shot` with the line of a shot that cannot be sent; `SceneError.unknownShot`,
  ///   `SceneError.version`; `TroupeError.invalidValue`.
  @concurrent public func plan(
    _ scene: Scene, at file: URL, _ options: SceneOptions = SceneOptions()
  ) async throws -> ScenePlan {
    try options.check(scene)
    var options = options
    options.starts = try await starts()
    let (book, standings) = try await standings(of: scene, at: file, options)
    let works = try ShotWork.all(
      scene.applying(options), standings, book, options, isFinish: false)
    return ScenePlan(
      status: SceneStatus(scene, options.stage, standings),
      scheduled: try await schedule(works, standings, options, in: scene))
  }

  /// Makes what is missing of a scene, or was changed in its file, and what else `options` say; sources before what is made
  /// from them, the rest at once. A shot of which a take was picked is left as it is. A shot that does not come keeps only
  /// those waiting that need it. To go on after any interruption, it is run again.
  /// - Parameters:
  ///   - scene: as `file` says it.
  ///   - file: where the scene stands.
  ///   - options: what of it is made, and what it may cost.
  ///   - onEvent: called with each result, as a `shot` event.
  ///   - approve: asked once, before anything that may cost money is sent; `nil` agrees to all.
  /// - Throws: as `plan(_:at:_:)`; `RequestError.tooExpensive`, `RequestError.notApproved`; what `checkSpending` throws.
  @concurrent public func run(
    _ scene: Scene, at file: URL, _ options: SceneOptions = SceneOptions(),
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) async throws -> SceneResult {
    try await make(scene, at: file, options, isFinish: false, onEvent, approve)
  }

  /// Makes the drafts of a scene that were picked again, to be kept: with the models and sizes that the file says, and the
  /// draft as their composition. Of a shot with one draft that one is taken, picked or not.
  /// - Parameter options: as for `run(_:at:_:onEvent:approve:)`, of the final stage.
  /// - Throws: as `run(_:at:_:onEvent:approve:)`.
  @concurrent public func finish(
    _ scene: Scene, at file: URL, _ options: SceneOptions = SceneOptions(),
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) async throws -> SceneResult {
    var options = options
    options.stage = .final
    return try await make(scene, at: file, options, isFinish: true, onEvent, approve)
  }

  private func make(
    _ scene: Scene, at file: URL, _ options: SceneOptions, isFinish: Bool,
    _ onEvent: @escaping WorkEvent.Handler, _ approve: Spending.Approval?
  ) async throws -> SceneResult {
    try options.check(scene)
    try checkSpending()
    await finishLeftovers()
    var options = options
    options.starts = try await starts()
    let (book, standings) = try await standings(of: scene, at: file, options)
    let works = try ShotWork.all(
      scene.applying(options), standings, book, options, isFinish: isFinish)
    guard !works.isEmpty else {
      return SceneResult(outcomes: [], status: SceneStatus(scene, options.stage, standings))
    }
    let plan = ScenePlan(
      status: SceneStatus(scene, options.stage, standings),
      scheduled: try await schedule(works, standings, options, in: scene))
    let policy = services.generator.sender.policy
    try policy.check(plan.costUSD, bound: options.maxCost)
    try await policy.ask(
      approve, model: plan.models, images: plan.images, costUSD: plan.costUSD)
    let path = scenePath(file)
    let texts = try scene.texts(in: file.deletingLastPathComponent())
    let id = try await services.generations.write { writer in
      try writer.scene(at: path, showing: texts) { self.isFile($0) }
    }
    let runner = SceneRunner(
      library: self, scene: id, file: file, options: options,
      bound: SceneBound(options.maxCost ?? policy.budget.command), onEvent: onEvent)
    let outcomes = try await runner.run(works, scene.shots)
    let (_, now) = try await self.standings(of: scene, at: file, options)
    return SceneResult(outcomes: outcomes, status: SceneStatus(scene, options.stage, now))
  }

  private func standings(
    of scene: Scene, at file: URL, _ options: SceneOptions
  ) async throws -> (SceneBook, [String: ShotStanding]) {
    let path = scenePath(file)
    let texts = try scene.texts(in: file.deletingLastPathComponent())
    let id = try await services.generations.read { reader -> ULID? in
      let scenes = SceneReader(reader.connection)
      return try scenes.scene(at: path)
        ?? scenes.moved(to: path, showing: texts) { self.isFile($0) }?.scene
    }
    let book = try await SceneBook(id, file: file, options: options, services.generations)
    let stale = StaleSearch(database: services.database)
    let shots = scene.applying(options)
    let shown = try await versions(shownBy: scene, shots)
    let standings = try await book.standings(of: shots, stale, showing: shown)
    return (book, try await settled(standings, shots, options))
  }

  /// The shots of the story at which anything begins to hold of the cast, in order.
  private func starts() async throws -> [Int] {
    let cast = try await assets()
    let all = cast.flatMap { asset in
      asset.looks.compactMap(\.fromShot) + (asset.traitStarts ?? [:]).values
    }
    return Set(all).sorted()
  }

  /// How the record names the file: from the library's folder where it stands within.
  private func scenePath(_ file: URL) -> String {
    let path = file.resolvingSymlinksInPath().standardizedFileURL.path
    let home = folder.resolvingSymlinksInPath().standardizedFileURL.path + "/"
    return path.hasPrefix(home) ? String(path.dropFirst(home.count)) : path
  }

  private func isFile(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: URL(filePath: path, relativeTo: folder).path)
  }
}

extension Scene {
  /// Its shots with what the scene, and their place in it, says of them.
  func applying(_ options: SceneOptions) -> [Shot] {
    // A shot whose id is no number stands at the time of the one before it.
    var number: Int?
    return shots.map { shot in
      var shot = shot
      shot.shown = cast.map(\.name)
      if let own = Int(shot.id), StoryTime.shots.contains(own) { number = own }
      if !options.starts.isEmpty { shot.story = number }
      let time = shot.options.shot ?? shot.story
      shot.epoch = time.flatMap { time in options.starts.last { $0 <= time } } ?? 0
      return shot
    }
  }
}

extension Scene {
  /// The digests of what it says of its shots, by their ids.
  fileprivate func texts(in folder: URL) throws -> [String: Digest] {
    try shots.reduce(into: [:]) { $0[$1.id] = try ShotText($1, folder: folder).digest }
  }
}

extension SceneStatus {
  init(_ scene: Scene, _ stage: ShotStage, _ standings: [String: ShotStanding]) {
    self.init(
      scene: scene, stage: stage, shots: scene.shots.compactMap { standings[$0.id]?.status })
  }
}

extension ScenePlan {
  /// The models that are asked, as people read them.
  fileprivate var models: String {
    let all = scheduled.compactMap { $0.plan?.model }
    return all.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .joined(separator: ", ")
  }
}
