import Foundation
import Testing

@testable import TroupeCLI

@Suite struct SafeJSONTests {
  /// Changes of direction, C1, separators, joiners, marks of order, tags.
  private static let hidden =
    "a\u{202E}b\u{2066}c\u{9B}31m\u{85}\u{7F}\u{2028}\u{2029}\u{200B}\u{200D}\u{FEFF}\u{AD}\u{61C}\u{180E}\u{2060}\u{E0041}\u{1D173}\u{3164}\u{0}\u{1B}]0;"

  @Test func whatCannotBeSeenIsEscapedAndStaysTheSame() throws {
    let text = try SafeJSON.text(["title": Self.hidden, Self.hidden: "米拉 é 😀 \" \\ /"])
    for scalar in text.unicodeScalars {
      let isSeen = ![.control, .format, .lineSeparator, .paragraphSeparator]
        .contains(scalar.properties.generalCategory)
      #expect(isSeen, "U+\(String(scalar.value, radix: 16))")
    }
    #expect(
      text.contains("\\u202e") && text.contains("\\u009b31m") && text.contains("\\udb40\\udc41"))
    #expect(text.contains("米拉 é 😀"))
    let read = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    #expect(read["title"] == Self.hidden && read[Self.hidden] == "米拉 é 😀 \" \\ /")
  }
}
