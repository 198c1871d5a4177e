public import Foundation
internal import TroupeRecord

/// Which take of a shot is chosen.
public enum ShotTakeChoice: Hashable, Sendable {
  /// By its number, from 1; of several attempts at it the last that was made.
  case number(Int)
  /// By the name of its image.
  case image(ImageName)

  /// Reads a number, or the name of an image.
  public init(_ text: String) {
    self = Int(text).map(Self.number) ?? .image(ImageName(text))
  }
}

extension Library {
  /// Picks the take that stands for a shot, in place of the one before: it is not made again, whatever changes.
  /// - Parameters:
  ///   - choice: the take; `nil` leaves it open again.
  ///   - shot: the id of the shot.
  ///   - scene: as `file` says it.
  ///   - file: where the scene stands.
  ///   - stage: of drafts, or of what is to be kept.
  /// - Returns: what is said of the images now.
  /// - Throws: `SceneError.unknownShot`; `SceneError.noTake` for what is no take of it; as `pick(_:_:)`.
  @discardableResult
  @concurrent public func pick(
    _ choice: ShotTakeChoice?, ofShot shot: String, in scene: Scene, at file: URL,
    stage: ShotStage = .final
  ) async throws -> [Annotation] {
    var options = SceneOptions()
    options.only = [shot]
    try options.check(scene)
    let status = try await status(of: scene, at: file, stage: stage)
    let takes = status.shots.first { $0.shot.id == shot }?.takes.filter { $0.output != nil } ?? []
    var image: ImageName?
    switch choice {
    case .number(let number):
      let one = takes.filter { $0.number == number }
      guard let output = (one.last(where: \.isCurrent) ?? one.last)?.output else {
        throw TroupeError.scene(
          .noTake(shot: shot, take: "\(number)", known: Set(takes.map(\.number)).sorted()))
      }
      image = .output(output)
    case .image(let name):
      let target = try await targets([name]).first
      guard let target, takes.contains(where: { $0.generation == target.generation }) else {
        throw TroupeError.scene(
          .noTake(shot: shot, take: "\(name)", known: Set(takes.map(\.number)).sorted()))
      }
      image = name
    case nil: break
    }
    let before = takes.filter { $0.pick == .picked }.compactMap(\.output).map(ImageName.output)
    var said = before.isEmpty ? [] : try await pick(before, nil)
    if let image { said = try await pick([image]) }
    return said
  }
}
