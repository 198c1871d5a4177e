import Foundation
import Testing
import TroupeVocabulary

struct IdentifierTests {
  @Test func ulidsOrderByTimeThenEntropy() {
    let early = Date(timeIntervalSince1970: 1_700_000_000)
    let ids = [
      ULID(at: early, entropy: 5), ULID(at: early, entropy: 6),
      ULID(at: early.addingTimeInterval(0.001), entropy: 0),
      ULID(at: early.addingTimeInterval(1000), entropy: 0),
    ]
    #expect(ids.sorted() == ids)
    #expect(ids.reversed().sorted() == ids)
    #expect(Set(ids).count == 4)
  }

  @Test func ulidMatchesTheSpecification() {
    // The time part of the ULID specification's example, 1469918176385 ms.
    let id = ULID(at: Date(timeIntervalSince1970: 1_469_918_176.3851), entropy: UInt128.max)
    #expect(id.description == "01ARYZ6S41ZZZZZZZZZZZZZZZZ")
  }

  @Test func aSuccessorIsTheNextInOrder() {
    let moment = Date(timeIntervalSince1970: 1_700_000_000)
    let id = ULID(at: moment, entropy: 31)
    #expect(id.successor == ULID(at: moment, entropy: 32))
    let last = ULID(at: moment, entropy: .max)
    #expect(last.successor == ULID(at: moment.addingTimeInterval(0.001), entropy: 0))
  }

  @Test func ulidReadsWhatItWrites() throws {
    let id = ULID(at: Date(timeIntervalSince1970: 1_700_000_000), entropy: 0x1234_5678)
    #expect(ULID(id.description) == id)
    #expect(ULID(id.description.lowercased()) == id)
    #expect(try CanonicalJSON.decode([ULID].self, from: CanonicalJSON.encode([id])) == [id])
  }

  @Test(arguments: [
    "", "01ARYZ6S41", "81ARYZ6S41TSV4RRFFQ69G5FAV", "01ARYZ6S41TSV4RRFFQ69G5FAU",
    "01ARYZ6S41TSV4RRFFQ69G5FAVX", "01ARYZ6S41TSV4RRFFQ69G5FA!",
  ])
  func notULIDs(text: String) {
    #expect(ULID(text) == nil)
  }

  @Test func digestReadsBothForms() throws {
    let hex = String(repeating: "0aF9", count: 16)
    let digest = try #require(Digest(hex))
    #expect(Digest("sha256:\(hex)") == digest)
    #expect(digest.hex == hex.lowercased())
    #expect(digest.description == "sha256:\(hex.lowercased())")
    #expect(digest.short == String(hex.lowercased().prefix(12)))
    #expect(Digest(bytes: (0..<32).map { $0 % 2 == 0 ? 0x0A : 0xF9 }) == digest)
    #expect(
      try CanonicalJSON.decode([Digest].self, from: CanonicalJSON.encode([digest])) == [digest])
  }

  @Test(arguments: [
    "", "sha256:", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
    String(repeating: "g", count: 64), "md5:" + String(repeating: "a", count: 64),
    "sha256:sha256:" + String(repeating: "a", count: 64), String(repeating: "ａ", count: 64),
  ])
  func notDigests(text: String) {
    #expect(Digest(text) == nil)
  }

  @Test(arguments: [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] as [UInt8], MediaType.png),
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), .webp),
    ([], nil), ([0x89, 0x50, 0x4E], nil), ([0xFF, 0xD8], nil), (Array("RIFF....WAVE".utf8), nil),
    (Array("GIF89a".utf8), .gif), (Array("<html>".utf8), nil),
  ])
  func sniffs(bytes: [UInt8], type: MediaType?) {
    #expect(MediaType(sniffing: bytes) == type)
  }
}
