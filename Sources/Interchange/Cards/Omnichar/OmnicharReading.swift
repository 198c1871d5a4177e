import Foundation

/// Reads a file `.char` of Omnichar: a ZIP with `manifest.json`, pictures in `refs/` and a description.
///
/// Source: docs/char-format.md of github.com/jalberty2018/ComfyUI-Omnichar (a fork of omnichar/ComfyUI-Omnichar) and the
/// package omnichar-sdk 0.1.1, which opens nothing above format version 1 either.
struct OmnicharReading {
  /// The newest version of the format that is known.
  static let newestFormat = 1
  /// The longest manifest, as the SDK bounds it.
  static let mostManifestBytes = 256 << 10
  /// What every manifest begins with.
  static let signature = #"{"magic":"INLINECHAR","format_version":"#

  private let manifest: [String: LooseJSON]
  private let archive: CardArchive
  private var draft = CardDraft(.omnichar)

  /// Reads the manifest; nil where the archive has none of this format.
  /// - Throws: `CardFault` where it is broken, too large or of a newer format.
  init?(_ archive: CardArchive) throws(CardFault) {
    guard let bytes = archive.entry("manifest.json"), ByteView(bytes).has(Self.signature) else {
      return nil
    }
    guard bytes.count <= Self.mostManifestBytes else {
      throw .tooLarge("The entry manifest.json", most: Self.mostManifestBytes)
    }
    let json = try CardJSON(bytes, "The entry manifest.json")
    guard let members = json.value.object, let format = Self.number(members["format_version"]),
      format >= 0
    else { throw .noCard("The entry manifest.json") }
    guard format <= Self.newestFormat else {
      throw .newerFormat(format, newest: Self.newestFormat)
    }
    (manifest, self.archive) = (members, archive)
    json.notes.forEach { draft.note($0) }
  }

  private static func number(_ value: LooseJSON?) -> Int? {
    guard case .number(let digits)? = value else { return nil }
    return Int(digits)
  }

  /// The card.
  func read() -> CharacterCard {
    var reading = self
    reading.draft.name = reading.draft.text(manifest["name"], "name") ?? ""
    if reading.draft.name.isEmpty { reading.draft.note("The card has no name.") }
    reading.readDescription()
    reading.readReferences()
    reading.readPayloads()
    for name in ["char_id", "created_at", "modified_at", "app", "app_version", "hints", "apply"] {
      reading.draft.keep(name, manifest[name])
    }
    return CharacterCard(reading.draft)
  }

  private mutating func readDescription() {
    guard let path = manifest["text"]?["path"]?.string, !path.isEmpty else { return }
    guard let bytes = archive.entry(path), !ByteView(bytes).has("PK\u{3}\u{4}") else {
      return draft.note("The description was left out: the file has no text “\(path.start(200))”.")
    }
    guard bytes.count <= CardJSON.mostBytes else {
      return draft.note("The description was left out: it has \(bytes.count) bytes.")
    }
    draft.description = draft.bounded(String(decoding: bytes, as: UTF8.self), "description")
  }

  /// Reads the references in their order, which means their positions in a prompt.
  private mutating func readReferences() {
    for reference in manifest["refs"]?.array ?? [] {
      guard let path = reference["path"]?.string, archive.name(of: path) == path else {
        let shown = reference["path"]?.string?.start(200) ?? ""
        draft.note("A picture was left out: the file has no “\(shown)”.")
        continue
      }
      let source = reference["source_name"]?.string ?? ""
      draft.add(
        CardImage(
          source: .entry(path), role: Self.role(reference["role"]?.string),
          name: source.start(256), checksum: reference["sha256"]?.string?.nonBlank))
    }
  }

  /// What a reference shows; the format has one that is missing or unknown mean the face.
  private static func role(_ written: String?) -> CardImage.Role {
    switch written {
    case "body": .body
    case "cloth": .clothing
    default: .face
    }
  }

  /// Tells of trained adapters and the voice, which have no place in a card; reference sets are made of the references.
  private mutating func readPayloads() {
    let payloads = manifest["payloads"]?.object ?? [:]
    for (name, payload) in payloads.sorted(by: { $0.key < $1.key })
    where payload["type"]?.string == "lora" || name.hasSuffix("-lora") {
      draft.note("The trained adapter “\(name.start(80))” was left out.")
      for fact in ["base", "strength", "training"] {
        draft.keep("payloads.\(name).\(fact)", payload[fact])
      }
    }
    if manifest["reserved"]?["voice"]?.object != nil { draft.note("The voice was left out.") }
  }
}

extension CharacterCard {
  /// Reads the archive as a `.char`; nil where it is none.
  static func omnichar(_ archive: CardArchive) throws(CardFault) -> CharacterCard? {
    try OmnicharReading(archive)?.read()
  }
}
