/// Numbers of the shots of a story.
public enum StoryTime {
  /// The numbers that a shot can have.
  public static let shots = 1...100_000

  /// - Throws: `TroupeError.invalidValue` for what is no number of a shot.
  package static func check(_ shot: Int?) throws {
    guard let shot, !shots.contains(shot) else { return }
    throw TroupeError.invalidValue(
      name: "shot", value: "\(shot)", expected: "1 to \(shots.upperBound)")
  }
}

extension Asset {
  /// Its look at `shot` of the story: the one that began last; `nil` for the usual one.
  public func look(atShot shot: Int) -> Look? {
    var last: Look?
    for look in looks {
      guard let start = look.fromShot, start <= shot, start >= last?.fromShot ?? 0 else { continue }
      last = look
    }
    return last
  }

  /// Its traits that hold at `shot` of the story.
  public func traits(atShot shot: Int) -> [String] {
    guard let traitStarts else { return traits }
    return traits.filter { traitStarts[$0] ?? 0 <= shot }
  }
}
