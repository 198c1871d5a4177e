import Testing

@testable import TroupeSearch

/// Nothing that a user types becomes syntax of FTS5.
struct HostileQueryTests {
  static let pieces = [
    "\"", "'", "*", "-", "(", ")", "^", ":", "：", "AND", "OR", "NOT", "NEAR(", "+", "{a b}",
    "with:",
    "state:", "after:", "\\", "\u{0}", ";", "--", "DROP TABLE", "“", "」", "«", "凯", "é", "\u{301}",
    " ",
    "\n", "a", "9", "𠮷", "\u{200D}", "\u{FEFF}", "😀", "＂", "－", "﹡", "\u{202E}",
  ]

  /// The words inside quotes, and what is left outside of them.
  static func take(apart expression: String) -> (quoted: [String], outside: String) {
    let parts = expression.split(separator: "\"", omittingEmptySubsequences: false)
    let quoted = parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    let outside = parts.indices.filter { $0 % 2 == 0 }.map { parts[$0] }.joined()
    return (quoted, outside)
  }

  static func check(_ text: String) {
    let query = SearchQuery(parsing: text)
    #expect(query == SearchQuery(parsing: text))
    for expression in [query.matchExpression].compactMap(\.self) {
      let (quoted, outside) = take(apart: expression)
      #expect(expression.filter { $0 == "\"" }.count % 2 == 0)
      #expect(!quoted.isEmpty)
      for phrase in quoted {
        #expect(!phrase.isEmpty)
        let words = phrase.split(separator: " ").map { TextSegmenter.shown(String($0)) }
        #expect(
          TextSegmenter.indexed(words.joined(separator: " ")) == phrase,
          "\(text.debugDescription)")
        #expect(!phrase.unicodeScalars.contains("\u{0}"))
      }
      let words = outside.split { " ()*".contains($0) }
      #expect(words.allSatisfy { ["AND", "OR", "NOT"].contains($0) }, "\(expression)")
    }
  }

  @Test(arguments: 0..<40)
  func piecesOfSyntax(seed: Int) {
    var state = UInt64(seed) &* 7919 &+ 1
    for _ in 0..<50 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += Self.pieces[Int(state >> 33) % Self.pieces.count]
      }
      Self.check(text)
    }
  }

  @Test(arguments: 0..<40)
  func anyUnicode(seed: Int) {
    var state = UInt64(seed) &* 104_729 &+ 3
    for _ in 0..<20 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let bound: UInt32 = state & 1 == 0 ? 0x3000 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32(state >> 33) % bound) { scalars.append(scalar) }
      }
      Self.check(String(scalars))
    }
  }
}
