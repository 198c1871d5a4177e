import Foundation
import Troupe

/// The scenes that were run here.
struct ScenesPage {
  let room: Room

  func page() async throws -> Page {
    let words = room.words
    var cards: [PageValue] = []
    for file in try await room.library.sceneFiles() {
      do {
        cards.append(try await card(file))
      } catch {
        cards.append([
          "href": .text(Self.href(file)), "sceneTitle": .text(file.lastPathComponent),
          "file": .text(Self.name(file)), "fault": .text(room.wording(error).sentence),
          "pictures": [], "madePercent": "0",
        ])
      }
    }
    return Page(
      template: "scenes", title: words["scenes"], command: "troupe shots status scene.toml",
      values: [
        "countText": .text(words("sceneCount", count: cards.count)),
        "hasScenes": .flag(!cards.isEmpty), "scenes": .list(cards),
      ])
  }

  /// The page of a scene by its file.
  static func href(_ file: URL) -> String { "/scene?file=\(file.path.inQuery)" }

  /// The file with its folder, as people know it.
  static func name(_ file: URL) -> String {
    file.pathComponents.suffix(2).joined(separator: "/")
  }

  private func card(_ file: URL) async throws -> PageValue {
    let scene = try Scene(contentsOf: file, snippets: try await room.library.snippets())
    let status = try await room.library.status(of: scene, at: file)
    let made = status.shots.count { $0.primary != nil }
    let images = status.shots.prefix(8).map(\.primary)
    let generations = try await room.library.generations(images.compactMap { $0?.generation })
    let outputs = Dictionary(
      generations.flatMap(\.outputs).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return [
      "href": .text(Self.href(file)), "sceneTitle": .text(scene.title ?? file.lastPathComponent),
      "file": .text(Self.name(file)),
      "pictures": .list(
        images.map { image in
          let output = image.flatMap { outputs[$0] }
          return ["src": .text(output.map { Room.preview($0.digest, .wall) })]
        }),
      "madePercent": .number(made * 100 / max(1, status.shots.count)),
      "shotsText": .text(room.words("shotsMade", count: made, "\(status.shots.count)")),
    ]
  }
}
