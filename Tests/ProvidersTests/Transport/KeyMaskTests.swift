import Foundation
import TestSupport
import Testing

@testable import TroupeProviders

/// A key that an answer repeats, in every form that a server is likely to write it in.
@Suite struct KeyMaskTests {
  static let keys = [
    "AIzaSyC4n4ry-Key_0123456789abcdefghijk", "sk/c4n4ry+key==/0123", "nu0041%2Fkey.~",
  ]

  private static func json(_ text: String, every: Int = 1, upper: Bool = false) -> String {
    text.utf8.enumerated().map { index, byte in
      if index % every != 0 { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: upper)
      return "\\u00\(digits.count < 2 ? "0" : "")\(digits)"
    }.joined()
  }

  private static func percent(_ text: String, every: Int = 1, upper: Bool = true) -> String {
    text.utf8.enumerated().map { index, byte in
      if index % every != 0, byte != UInt8(ascii: "%") { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: upper)
      return "%\(digits.count < 2 ? "0" : "")\(digits)"
    }.joined()
  }

  private static func base64(_ text: String, after before: String = "", then: String = "") -> String
  {
    Data("\(before)\(text)\(then)".utf8).base64EncodedString()
  }

  private static func urlSafe(_ text: String) -> String {
    text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func slashed(_ text: String) -> String { text.replacing("/", with: "\\/") }

  private static func wrapped(_ text: String, by end: String) -> String {
    var lines: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      lines.append(rest.prefix(13))
      rest = rest.dropFirst(13)
    }
    return lines.joined(separator: end)
  }

  /// A name, and how `key` is written in it.
  static let forms: [(name: String, write: @Sendable (String) -> String)] = [
    ("plain", { $0 }), ("slashes", slashed),
    ("every slash", { $0.map { "\\\($0)" }.joined().replacing("\\u", with: "\\u0075") }),
    ("json", { json($0) }), ("json upper", { json($0, upper: true) }),
    ("json mixed", { slashed(json($0, every: 3)) }),
    ("percent", { percent($0) }), ("percent lower", { percent($0, upper: false) }),
    ("percent mixed", { percent($0, every: 2) }),
    ("base64 0", { base64($0) }), ("base64 1", { base64($0, after: "k", then: "?") }),
    ("base64 2", { base64($0, after: "k:", then: "??") }),
    ("base64 url", { urlSafe(base64($0, after: "Bearer ")) }),
    ("base64 slashed", { slashed(base64($0, after: "~~", then: "\u{FF}\u{FF}")) }),
    ("base64 json", { json(base64($0), every: 2) }), ("base64 percent", { percent(base64($0)) }),
    ("base64 lines", { wrapped(base64($0, after: "a"), by: "\r\n") }),
    ("base64 json lines", { wrapped(base64($0, after: "ab"), by: "\\n") }),
    ("base64 twice", { base64(base64($0, after: "a"), after: "bc") }),
    ("base64 url twice", { base64(urlSafe(base64($0, after: "ab")), after: "b") }),
    ("base64 of percent", { base64(percentOfSigns($0), after: "q=") }),
    ("json twice", { slashed(json($0).replacing("\\", with: "\\\\")) }),
    ("json of json", { json(json($0)) }), ("percent twice", { percent(percent($0)) }),
    ("percent of signs twice", { percentOfSigns(percentOfSigns($0)) }),
    ("percent in json", { json(percent($0)) }), ("json in percent", { percent(json($0)) }),
  ]

  private static func percentOfSigns(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: CharacterSet(charactersIn: "-._~").union(.alphanumerics)) ?? ""
  }

  private static func masked(_ body: String, key: String, pieces: Int, status: Int = 200) throws
    -> String
  {
    var mask = try #require(KeyMask(key, status: status))
    var out: [UInt8] = []
    let bytes = Array(body.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      let piece = Array(bytes[start..<min(start + pieces, bytes.count)])
      let _: Int? = piece.withUnsafeBytes { piece in
        mask.pass(piece) { ready in
          out += ready
          return nil
        }
      }
    }
    return String(decoding: out + mask.rest(), as: UTF8.self)
  }

  @Test(arguments: keys, forms.map(\.name))
  func aKeyIsCoveredInEveryForm(key: String, name: String) throws {
    let form = try #require(Self.forms.first { $0.name == name })
    let written = form.write(key)
    // A letter on each side in base64 belongs to what stands around it too.
    let trace = written.dropFirst(4).dropLast(8).filter { !"\r\n".contains($0) }
    for pieces in [1, 2, 7, 4096] {
      let body = #"{"error": {"message": "Bad key ''. (a \\ b)", "x": "\#(written)"}}"#
      let covered = try Self.masked(body, key: key, pieces: pieces)
      #expect(covered.utf8.count == body.utf8.count)
      #expect(
        covered.hasPrefix(#"{"error": {"message": "Bad key ''. "#) && covered.hasSuffix("\"}}"))
      let inside = covered.dropFirst(body.utf8.count - written.utf8.count - 4).dropLast(3)
      let left = inside.count { $0 != "*" && $0 != "x" }
      #expect(left <= max(12, written.count / 3) && !covered.contains(trace), "\(name): \(inside)")
    }
  }

  @Test(arguments: keys)
  func whatIsCoveredIsStillJSON(key: String) throws {
    for (name, write) in Self.forms where !name.contains("lines") || name.contains("json") {
      for before in ["", "\\\\", "\\n", "\\u00e9", "%"] {
        let body = "[\"\(before)\(write(key))\", 1]"
        guard (try? JSONSerialization.jsonObject(with: Data(body.utf8))) != nil else { continue }
        let covered = try Self.masked(body, key: key, pieces: 5)
        let value = try? JSONSerialization.jsonObject(with: Data(covered.utf8)) as? [Any]
        let text = try #require(value?.first as? String, "\(name) after \(before): \(covered)")
        #expect(
          !text.contains(key) && text.removingPercentEncoding?.contains(key) != true, "\(name)")
      }
    }
  }

  @Test func anImageWithoutTheKeyIsLeftAlone() throws {
    var random = SeededRandom(state: 7)
    let bytes = Data((0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) })
    let plain = bytes.base64EncodedString()
    for body in [plain, Self.slashed(plain), Self.wrapped(String(plain.prefix(40_000)), by: "\\n")]
    {
      for key in Self.keys {
        #expect(try Self.masked(body, key: key, pieces: 65_536) == body)
      }
    }
  }

  /// It stays base64, so that the picture can be read, and nothing but the key in it is another.
  @Test(arguments: 0..<3)
  func anImageThatHoldsTheKeyLosesThatAlone(place: Int) throws {
    let key = Self.keys[0]
    let before = Data((0..<(999 + place)).map { UInt8($0 % 251) })
    let after = Data((0..<1001).map { UInt8($0 % 241) })
    let body = (before + Data(key.utf8) + after).base64EncodedString()
    let covered = try #require(
      Data(base64Encoded: try Self.masked(body, key: key, pieces: 100)))
    #expect(covered.prefix(before.count) == before && covered.suffix(after.count) == after)
    #expect(covered.range(of: Data(key.utf8.dropFirst().dropLast())) == nil)
  }

  /// Lone signs and halves of escapes, which more bytes might have made into a key, come out as they came.
  @Test(arguments: ["\\", "%", "\\u", "\\u004", "%4", "\\\\", "AIzaSy", "\\u0041IzaSyC", "a\\u005"])
  func whatEndsEarlyIsHandedOn(end: String) throws {
    for pieces in [1, 3, 100] {
      #expect(try Self.masked("words \(end)", key: Self.keys[0], pieces: pieces) == "words \(end)")
    }
  }

  @Test func aFullBodyOfEscapesTakesAsLongAsItIs() throws {
    // Each sign could begin a key; what is compared for each is bounded.
    for unit in ["\\", "%25", "\\u0041", "\\u005c", "A"] {
      let body = String(repeating: unit, count: 20_000)
      #expect(try Self.masked(body, key: Self.keys[0], pieces: 4096) == body)
    }
  }
}
