/// What of a scene is made, and how.
public struct SceneOptions: Hashable, Sendable {
  /// The ids of the shots that alone are made; `nil` for all.
  public var only: Set<String>?
  /// What it is made for: drafts to choose from, or images to be kept.
  public var stage: ShotStage = .final
  /// The model of shots that name none; of drafts, the model of all. `nil` takes the settings'.
  public var model: String?
  /// The size of drafts, such as `1K`; `nil` leaves what the shots ask for. Other stages take none.
  public var size: String?
  /// Whether what is stale is made again: shots whose cast, or whose earlier shot, is not what it was.
  public var includesStale = false
  /// Whether what is made already is made again.
  public var isFresh = false
  /// Whether what was refused is sent again.
  public var isAgain = false
  /// Whether it is made in batches: for less, within a day.
  public var isBatch = false
  /// Whether several shots are asked for in one picture, which is cut: those that have the same options, one take, and are
  /// made from no other. `nil` makes each by itself.
  public var grid: SceneGrid?
  /// The most that all of it may cost, 0 or more US dollars; `nil` for the settings' bound.
  public var maxCost: Double?

  /// The shots of the story at which looks and traits of the cast begin to hold, in order.
  var starts: [Int] = []

  /// Options with every value at its default.
  public init() {}

  /// - Throws: `TroupeError.invalidValue` for what cannot be; `SceneError.unknownShot`.
  func check(_ scene: Scene) throws {
    try GenerateOptions.check(maxCost: maxCost)
    if size != nil, stage == .final {
      throw TroupeError.invalidValue(
        name: "size", value: size ?? "", expected: "only drafts have a size of their own")
    }
    try scene.check(only ?? [])
  }

  /// `shot` with what these options put in place of what its file says.
  func applied(to shot: Shot) -> Shot {
    var shot = shot
    if stage == .draft {
      shot.options.model = model ?? shot.options.model
      shot.options.size = size ?? shot.options.size
    }
    return shot
  }
}

extension Scene {
  /// Checks that it has a shot for each of `ids`.
  /// - Throws: `SceneError.unknownShot` for the first that it has not.
  public func check(_ ids: Set<String>) throws {
    let known = shots.map(\.id)
    for id in ids.sorted() where !known.contains(id) {
      throw TroupeError.scene(
        .unknownShot(
          TextPlace(name, line: 1), shot: id, nearest: Spelling.nearest(to: id, among: known)))
    }
  }
}
