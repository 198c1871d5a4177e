import Testing

@testable import TroupeCLI

@Suite struct TableTests {
  /// Hours, where each line is copied once for every line after it.
  @Test func aTextOfAHundredThousandLinesIsPrinted() {
    var table = Table(["A", "B"])
    table.add("x", .init(String(repeating: "雨 and rain ", count: 100_000)))
    let lines = table.text().plain.split(separator: "\n")
    #expect(lines.count > 10_000)
  }

  @Test(arguments: [
    ("rain", 4, "rain"), ("rains", 4, "rai…"), ("雨雨雨", 5, "雨雨…"), ("雨雨雨", 4, "雨…"),
    ("e\u{301}e\u{301}", 1, "…"), ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"), ("", 3, ""),
  ])
  func aTextIsCutToAWidth(_ text: String, _ width: Int, _ cut: String) {
    #expect(text.truncated(to: width) == cut)
  }
}
