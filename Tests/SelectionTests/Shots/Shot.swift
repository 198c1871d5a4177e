import Foundation
import TroupeVocabulary

@testable import TroupeSelection

/// A prompt with the pictures that a careful art director would attach to it, and those she would not.
struct Shot: Decodable, Sendable {
  let prompt: String
  /// Images that the model takes.
  let places: Int
  /// Pictures that are sent, as `mira/back`; of several between bars at least one; `mira/*` is any.
  let must: [String]
  /// Pictures that are not sent.
  let mustNot: [String]
  let why: String

  private enum CodingKeys: String, CodingKey { case prompt, places, must, mustNot, why }
}

/// Shots with the assets that they mention.
struct ShotTable: Decodable, Sendable {
  struct Cast: Decodable, Sendable {
    struct Picture: Decodable, Sendable {
      let id: String
      let view: String?
      let look: String?
      let caption: String?
      let tags: [String]?
      let pinned: Bool?
    }
    let handle: String
    let kind: String
    let name: String?
    let aliases: [String]?
    let looks: [String]?
    let pictures: [Picture]
  }
  let cast: [Cast]
  let shots: [Shot]

  /// The table in the file called `name`.
  static func named(_ name: String) throws -> ShotTable {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tables")
    return try JSONDecoder().decode(
      ShotTable.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  /// What is wrong with the choice for `shot`; empty if it is right.
  func faults(of shot: Shot) throws -> [String] {
    var names: [Digest: String] = [:]
    let assets = try cast.map { cast in
      let asset = try Sample.asset(
        cast.handle, Kind(rawValue: cast.kind) ?? .character, name: cast.name,
        looks: (cast.looks ?? []).map { Look(name: $0) })
      let references = cast.pictures.enumerated().map { number, picture in
        let reference = Sample.reference(
          asset, number, picture.view.map { View(rawValue: $0) }, look: picture.look,
          isPinned: picture.pinned ?? false, caption: picture.caption ?? "",
          tags: picture.tags ?? [])
        names[reference.digest] = "\(cast.handle)/\(picture.id)"
        return reference
      }
      return AssetCandidates(asset: asset, references: references)
    }
    var prompt = shot.prompt
    for one in cast {
      for alias in (one.aliases ?? []).sorted(by: { $0.count > $1.count }) {
        prompt = prompt.replacingOccurrences(of: "@" + alias, with: "@" + one.handle)
      }
    }
    let result = try ReferenceSelector.select(
      SelectionInput(
        parsing: Request(prompt: prompt, model: "m", overflow: .drop),
        profile: Sample.profile(images: shot.places), assets: assets))
    let sent = result.selection.chosen.compactMap { names[$0.reference] }
    func isSent(_ name: String) -> Bool {
      name.hasSuffix("/*")
        ? sent.contains { $0.hasPrefix(name.dropLast()) } : sent.contains(name)
    }
    let missing = shot.must.filter {
      !$0.split(separator: "|").map(String.init).contains(where: isSent)
    }
    let wrong = shot.mustNot.filter(isSent)
    guard !missing.isEmpty || !wrong.isEmpty else { return [] }
    return [
      "\(shot.prompt.debugDescription) with \(shot.places): sent \(sent.joined(separator: " "))"
    ]
      + missing.map { "  lacks \($0)" } + wrong.map { "  not \($0)" } + ["  \(shot.why)"]
  }
}
