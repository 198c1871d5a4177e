internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// What each of `works` sends, with gray pictures of the right size in the places of images that are to come.
  /// - Throws: `SceneError.shot` for the first that cannot be sent.
  func schedule(
    _ works: [ShotWork], _ standings: [String: ShotStanding], _ options: SceneOptions,
    in scene: Scene
  ) async throws -> [ScheduledShot] {
    var all: [ScheduledShot] = []
    var coming: [String: ShotImage] = [:]
    let expected = Set(works.flatMap(\.shots).map(\.id))
    for work in works {
      var images: [String: ShotImage] = [:]
      for id in work.shot.sources {
        // What is made in a batch is not waited for.
        let isComing = expected.contains(id)
        images[id] =
          isComing
          ? options.isBatch ? nil : coming[id] : standings[id]?.primary.map(ShotImage.made)
      }
      let missing = work.shot.sources.filter { images[$0] == nil }
      guard missing.isEmpty else {
        all.append(ScheduledShot(work, waitsFor: missing))
        continue
      }
      let prepared: PreparedRequest
      do {
        prepared = try await services.preparation.prepare(
          try await request(for: work, options, images: images))
        try work.checkPrice(of: prepared, services.generator.sender.policy)
      } catch let error as TroupeError {
        throw work.shot.fault(error, in: scene)
      }
      let sides = prepared.profile.outputSides(prepared.sent) ?? [1024, 1024]
      let image = ShotImage.coming(
        try await services.resolver.standIn(
          work.panelSides(of: sides), number: all.count, role: .parent),
        model: prepared.profile.id,
        showing: prepared.cast.map {
          NamedLook($0.asset.handle, look: $0.look ?? $0.looks.first?.name)
        })
      for shot in work.shots { coming[shot.id] = image }
      all.append(ScheduledShot(work, plan: prepared.plan(count: 1)))
    }
    return all
  }
}

extension ScheduledShot {
  init(_ work: ShotWork, plan: Plan? = nil, waitsFor: [String] = []) {
    self.init(
      shot: work.shot, reason: work.reason, takes: work.takes.count, plan: plan, waitsFor: waitsFor)
  }
}

extension ShotWork {
  /// - Throws: `RequestError.tooExpensive` where a take passes the bound that the file sets for one.
  func checkPrice(of prepared: PreparedRequest, _ policy: SendingPolicy) throws {
    guard let bound = shot.options.maxCost else { return }
    try policy.check(prepared.plan(count: 1).estimate.boundUSD, bound: bound)
  }

  /// Width and height of what it makes of an image of `sides`.
  fileprivate func panelSides(of sides: [Int]) -> [Int] {
    guard let grid = cells.isEmpty ? nil : SceneGrid.read(shot.id)?.grid else { return sides }
    return [max(1, sides[0] / grid.columns), max(1, sides[1] / grid.rows)]
  }
}

extension Shot {
  /// `error` with the place of the shot that it keeps from being sent.
  func fault(_ error: TroupeError, in scene: Scene) -> TroupeError {
    .scene(.shot(TextPlace(scene.name, line: line), id: id, error))
  }
}
