internal import Foundation
public import TroupeVocabulary

/// A prompt with the pictures that a careful art director would attach to it, and those she would not.
public struct Shot: Decodable, Sendable {
  public let prompt: String
  /// Images that the model takes.
  public let places: Int
  /// Pictures that are sent, as `mira/back`; of several between bars at least one; `mira/*` is any.
  public let must: [String]
  /// Pictures that are not sent.
  public let mustNot: [String]
  public let why: String

  /// What is wrong with sending `pictures`; empty if they are right.
  public func faults(_ pictures: [String]) -> [String] {
    func isSent(_ name: String) -> Bool {
      name.hasSuffix("/*")
        ? pictures.contains { $0.hasPrefix(name.dropLast()) } : pictures.contains(name)
    }
    let missing = must.filter {
      !$0.split(separator: "|").map(String.init).contains(where: isSent)
    }
    return missing.map { "lacks \($0)" } + mustNot.filter(isSent).map { "not \($0)" }
  }
}

/// Shots with the assets that they mention.
public struct ShotTable: Decodable, Sendable {
  /// An asset with what is catalogued of it.
  public struct Cast: Decodable, Sendable {
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
    /// Other names in prompts.
    public let aliases: [String]?
    let looks: [String]?
    let pictures: [Picture]
  }
  public let cast: [Cast]
  public let shots: [Shot]

  /// The names of all tables.
  public static let all = [
    "english", "east-asian", "european", "mixed", "english-more", "east-asian-more",
    "european-more", "english-plain", "mixed-more", "languages-plain", "storyboard",
    "storyboard-more", "free-wording", "sentence-forms", "shoulders", "ages-idioms",
    "denials-subjects", "round-germanic-french", "round-east-asian",
    "round-romance-russian",
  ]

  /// The table in the file called `name`.
  public static func named(_ name: String) throws -> ShotTable {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tables")
    return try JSONDecoder().decode(
      ShotTable.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  /// The assets with their references, and the name of each picture.
  public func catalogued() throws -> (
    assets: [(asset: Asset, references: [Reference])], names: [Digest: String]
  ) {
    var names: [Digest: String] = [:]
    let day = Date(timeIntervalSince1970: 1_750_000_000)
    let assets = try cast.enumerated().map { place, cast in
      let handle = try Handle(cast.handle)
      let kind = Kind(rawValue: cast.kind) ?? .character
      let asset = Asset(
        id: ULID(at: day, entropy: 1), handle: handle, kind: kind,
        aliases: cast.aliases ?? [], name: cast.name ?? handle.text,
        looks: (cast.looks ?? []).map { Look(name: $0) }, createdAt: day)
      let references = cast.pictures.enumerated().map { rank, picture in
        let digest = Digest(
          bytes: [UInt8(place), UInt8(rank)] + [UInt8](repeating: 0xAB, count: 30))
        names[digest] = "\(cast.handle)/\(picture.id)"
        return Reference(
          image: StoredImage(
            digest: digest, type: .png, width: 1024, height: 1024, byteCount: 1000),
          source: digest, asset: handle, kind: kind, view: picture.view.map(View.init(rawValue:)),
          look: picture.look, caption: picture.caption ?? "", tags: picture.tags ?? [],
          isPinned: picture.pinned ?? false, rank: rank, importedAt: day)
      }
      return (asset, references)
    }
    return (assets, names)
  }
}
