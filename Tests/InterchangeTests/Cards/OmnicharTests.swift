import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct OmnicharTests {
  /// Stands for SHA-256: tells the bytes apart by their number.
  private func digest(_ bytes: Data) -> String { "n\(bytes.count)" }

  private func file(_ references: [OmnicharFile.Reference], name: String = "Ada") throws -> [String:
    Data]
  {
    let file = OmnicharFile(
      identifier: try #require(UUID(uuidString: "7C1F0A2E-0000-4000-8000-000000000001")),
      name: name, description: " A woman.\n", created: 1, modified: 2, references: references)
    return Dictionary(
      uniqueKeysWithValues: try file.entries(sha256: digest).map { ($0.name, $0.contents) })
  }

  private func manifest(_ members: String, format: String = "1") -> Data {
    Data(#"{"magic":"INLINECHAR","format_version":\#(format),\#(members)}"#.utf8)
  }

  @Test("what is written is read again, faces before bodies before clothes")
  func roundTrip() throws {
    let (face, body, coat) = (pictureFile(), pictureFile(width: 5), pictureFile(height: 7))
    let entries = try file([
      .init(png: coat, role: .clothing), .init(png: body, role: .body, name: "b.png"),
      .init(png: face, role: .face),
    ])
    let card = try #require(try readArchive(entries))
    #expect(card.form == .omnichar)
    #expect([card.name, card.description] == ["Ada", "A woman."])
    #expect(
      card.images == [
        CardImage(source: .entry("refs/000.png"), role: .face, checksum: "n\(face.count)"),
        CardImage(
          source: .entry("refs/001.png"), role: .body, name: "b.png", checksum: "n\(body.count)"),
        CardImage(source: .entry("refs/002.png"), role: .clothing, checksum: "n\(coat.count)"),
      ])
    #expect(entries["refs/001.png"] == body)
    #expect(card.details["char_id"] == "7c1f0a2e-0000-4000-8000-000000000001")
    #expect(card.notes.isEmpty)
  }

  @Test("the manifest comes first, begins with its signature and is ASCII")
  func manifestBytes() throws {
    let file = OmnicharFile(
      identifier: UUID(), name: "é😀\"\u{7F}\n", description: "", created: 1, modified: 2,
      references: [.init(png: pictureFile(), role: .face)])
    let entries = try file.entries(sha256: digest)
    #expect(entries.map(\.name) == ["manifest.json", "refs/000.png"])
    let text = String(decoding: entries[0].contents, as: UTF8.self)
    #expect(text.hasPrefix(#"{"magic":"INLINECHAR","format_version":1,"char_id":""#))
    #expect(text.contains(#""name":"\u00e9\ud83d\ude00\"\u007f\n","created_at":1,"#))
    #expect(
      text.contains(#""width":2,"height":3,"origin":"original","role":"face"}],"derived":[],"#))
    #expect(try file.entries(sha256: digest) == entries)
  }

  @Test("what the format has no place for is not written")
  func refused() throws {
    #expect(throws: CardFault.notPNG(index: 0)) {
      try file([.init(png: Data([0xFF, 0xD8, 0xFF]), role: .face)])
    }
    #expect(throws: CardFault.notPNG(index: 1)) {
      try file([
        .init(png: pictureFile(), role: .face), .init(png: pictureFile(width: 0), role: .body),
      ])
    }
    let picture = OmnicharFile.Reference(png: pictureFile(), role: .face)
    #expect(throws: CardFault.self) { try file([picture], name: " ") }
    #expect(throws: CardFault.self) { try file([]) }
    let huge = pictureFile(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF)
    #expect(throws: CardFault.self) { try file([.init(png: huge, role: .face)]) }
    #expect(throws: CardFault.self) {
      try file([picture], name: String(repeating: "é", count: 50_000))
    }
  }

  @Test("a newer format is refused, and an older one or none is not taken for it")
  func formats() throws {
    #expect(throws: CardFault.newerFormat(2, newest: 1)) {
      try readArchive(["manifest.json": manifest(#""name":"A""#, format: "2")])
    }
    #expect(throws: CardFault.noCard("The entry manifest.json")) {
      try readArchive(["manifest.json": manifest(#""name":"A""#, format: "\"1\"")])
    }
    #expect(try readArchive(["manifest.json": Data(#"{"name":"an extension"}"#.utf8)]) == nil)
  }

  @Test("a manifest of more than 256 KiB is refused")
  func largeManifest() {
    let hints = String(repeating: "x", count: 256 << 10)
    #expect(throws: CardFault.tooLarge("The entry manifest.json", most: 256 << 10)) {
      try readArchive(["manifest.json": manifest(#""hints":["\#(hints)"]"#)])
    }
  }

  @Test("a missing role means the face, and what has no place in a card is noted")
  func oddities() throws {
    let members =
      #""name":"Ada","text":{"path":"text/none.md"},"hints":["Turn."],"refs":[{"path":"refs/000.png"},"#
      + #"{"path":"../000.png","role":"body"},{"path":"refs/000.png","role":"hat"}],"#
      + #""payloads":{"z-lora":{"type":"lora","strength":0.8}},"reserved":{"voice":{"version":1}}"#
    let card = try #require(
      try readArchive(["manifest.json": manifest(members), "refs/000.png": pictureFile()]))
    #expect(card.images.map(\.role) == [.face, .face])
    #expect(card.details == ["hints.0": "Turn.", "payloads.z-lora.strength": "0.8"])
    #expect(
      card.notes == [
        "The description was left out: the file has no text “text/none.md”.",
        "A picture was left out: the file has no “../000.png”.",
        "The trained adapter “z-lora” was left out.", "The voice was left out.",
      ])
  }
}
