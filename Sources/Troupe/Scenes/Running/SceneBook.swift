internal import Foundation
internal import TroupeRecord
internal import TroupeStorage

/// What the record has of the shots of a scene.
struct SceneBook: Sendable {
  /// The scene; `nil` where none of it was ever made.
  let scene: ULID?
  /// The folder of its file.
  let folder: URL
  private let options: SceneOptions
  private let takes: [String: [RecordedShotTake]]
  private let said: [OutputID: Annotation]

  /// Reads what there is of the scene in `file`.
  /// - Parameter shots: the ids of those that are asked about; `nil` for all.
  init(
    _ scene: ULID?, file: URL, options: SceneOptions, shots: Set<String>? = nil,
    _ generations: GenerationStore
  ) async throws {
    self.scene = scene
    self.options = options
    folder = file.deletingLastPathComponent()
    guard let scene else {
      (takes, said) = ([:], [:])
      return
    }
    let (found, annotations) = try await generations.read { reader in
      let found = try SceneReader(reader.connection).takes(of: scene, shots: shots)
      let ids = found.map(\.generation)
      return (found, try AnnotationReader(reader.connection).annotations(of: ids))
    }
    takes = Dictionary(grouping: found, by: \.name.shot)
    said = Dictionary(
      annotations.compactMap { one in
        one.target.position.map {
          (OutputID(generation: one.target.generation, position: $0), one)
        }
      }, uniquingKeysWith: { _, last in last })
  }

  /// What the sheets are called of which any was made.
  var sheetNames: [String] {
    takes.filter { $1.contains { $0.name.stage == .sheet } }.keys.sorted()
  }

  /// How `shot` stands.
  /// - Parameter stage: `nil` for that of the options.
  func standing(of shot: Shot, stage: ShotStage? = nil) throws -> ShotStanding {
    let stage = stage ?? options.stage
    return ShotStanding(
      shot: shot, text: try ShotText(shot, folder: folder).digest,
      takes: (takes[shot.id] ?? []).filter { $0.name.stage == stage }, said: said)
  }

  /// How each of `shots` stands, with why what was made would be made otherwise today.
  func standings(
    of shots: [Shot], _ stale: StaleSearch, showing versions: [NamedVersion: AssetVersion]
  ) async throws -> [String: ShotStanding] {
    var all: [String: ShotStanding] = [:]
    for shot in shots { all[shot.id] = try standing(of: shot) }
    var cast: [ULID: [Staleness]] = [:]
    for (names, alike) in Dictionary(grouping: all.values, by: \.shot.versions) {
      let made = alike.flatMap { standing in
        standing.takes.filter { $0.isMade && $0.name.text == standing.text }
      }
      guard !made.isEmpty else { continue }
      let found = try await stale.causes(
        of: made.map(\.generation), showing: names.compactMap { versions[$0] })
      cast.merge(found) { first, _ in first }
    }
    for shot in shots {
      guard let standing = all[shot.id] else { continue }
      let drafted = try self.standing(of: shot, stage: .draft).picked
      for take in standing.takes where take.isMade {
        var causes = (cast[take.generation] ?? []).map(ShotStaleness.cast)
        for id in shot.sources {
          guard let image = all[id]?.primary, !take.origins.contains(image) else { continue }
          causes.append(.source(id))
        }
        if let draft = take.name.draft, let drafted, !drafted.images.contains(draft) {
          causes.append(.draft)
        }
        if !causes.isEmpty { all[shot.id]?.causes[take.generation] = causes }
      }
    }
    for sheet in try sheets(of: shots) {
      for id in sheet.shots { all[id]?.sheetState = sheet.open }
    }
    return all
  }
}

extension Shot {
  /// The shots whose images it is made from, by id.
  var sources: [String] {
    var all = after.map(\.shot)
    if case .shot(let id) = edit { all.insert(id, at: 0) }
    return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
