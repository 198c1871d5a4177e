import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct CardJSONTests {
  @Test(
    "what is no JSON is refused with its place",
    arguments: [
      ("{\"a\":NaN}", "'NaN' is not a value of JSON", 1, 6),
      ("{\"a\":-Infinity}", "a digit is missing", 1, 7),
      ("{\"a\":1,\n}", "a comma stands before '}'", 2, 1),
      ("{\"a\":[1,]}", "a comma stands before ']'", 1, 9),
      ("{\"a\" 1}", "a ':' is missing", 1, 6),
      ("{a:1}", "a key is missing", 1, 2),
      ("{\"a\":01}", "a ',' or '}' is missing", 1, 7),
      ("{\"a\":1.}", "a digit is missing", 1, 8),
      ("{\"a\":\"x\ny\"}", "a control character stands in a text", 1, 8),
      ("{\"a\":\"\\x\"}", "the escape is unknown", 1, 7),
      ("{\"a\":\"\\u12g4\"}", "the escape has no four hexadecimal digits", 1, 7),
      ("{\"a\":\"\\u-001\"}", "the escape has no four hexadecimal digits", 1, 7),
      ("{\"a\":\"", "a text has no end", 1, 7),
      ("{\"a\":", "a value is missing", 1, 6),
      ("{} {}", "text follows the value", 1, 4),
    ])
  func refused(_ text: String, _ reason: String, _ line: Int, _ column: Int) {
    #expect(fault(text) == .invalidJSON(reason, line: line, column: column))
  }

  @Test("nesting of a hundred thousand is refused before it costs anything")
  func deep() {
    let text = #"{"name":"#
    for opening in ["[", #"{"a":"#] {
      let fault = fault(text + String(repeating: opening, count: 100_000))
      guard case .invalidJSON("it is nested more than 100 deep", line: 1, _) = fault else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
  }

  @Test("nesting of a hundred is read")
  func deepest() throws {
    let (open, close) = (String(repeating: "[", count: 98), String(repeating: "]", count: 98))
    let card = try readCard(cardJSON(2, #""x":\#(open)1\#(close)"#))
    #expect(card?.details["x" + String(repeating: ".0", count: 98)] == "1")
    #expect(fault(cardJSON(2, #""x":[\#(open)1\#(close)]"#)) != nil)
  }

  @Test("more values than the bound are refused")
  func manyValues() throws {
    var small = CardJSONReader(Array("[1,2,[3]]".utf8), mostValues: 5)
    #expect(try small.document() == .array([.number("1"), .number("2"), .array([.number("3")])]))
    var large = CardJSONReader(Array("[1,2,[3,4]]".utf8), mostValues: 5)
    #expect(throws: CardFault.invalidJSON("there are more than 5 values", line: 1, column: 9)) {
      try large.document()
    }
  }

  @Test("JSON of more than 16 MiB is refused")
  func large() {
    let text = "{" + String(repeating: " ", count: CardJSON.mostBytes) + "}"
    #expect(fault(text) == .tooLarge("The file", most: 16 << 20))
  }

  @Test("half characters and bytes that are not UTF-8 are replaced, and a note says so")
  func replaced() throws {
    let half = try #require(try readCard(cardJSON(2, name: #"A\ud83dx\udc00\ud83d\u0041"#)))
    #expect(half.name == "A\u{FFFD}x\u{FFFD}\u{FFFD}A")
    #expect(half.notes == ["Escapes that are half a character were replaced by U+FFFD."])
    let whole = try #require(try readCard(cardJSON(2, name: #"A\ud83d\ude00"#)))
    #expect(whole.name == "A😀")
    let parts = cardJSON(2, name: "A|").split(separator: "|").map { Data($0.utf8) }
    let bytes = try #require(try readCard(parts[0] + [0xFF] + parts[1]))
    #expect(bytes.name == "A\u{FFFD}")
    #expect(bytes.notes == ["Bytes that are not UTF-8 were replaced by U+FFFD."])
  }

  @Test("of a key that stands twice the last value counts, and a note says so")
  func repeatedKeys() throws {
    let card = try #require(try readCard(cardJSON(2, #""name":"Bo""#)))
    #expect(card.name == "Bo")
    #expect(
      card.notes == ["“name” stands more than once in an object; the last one counts."])
  }

  @Test("a byte order mark before and NULs after the JSON do no harm")
  func marks() throws {
    #expect(try readCard("\u{FEFF}" + cardJSON(2) + "\n\0\0")?.name == "Ada")
  }

  @Test("a text of more than 64 KiB is cut between characters, and a note says so")
  func longTexts() throws {
    let long = String(repeating: "é", count: 40_000) + "x"
    let card = try #require(try readCard(cardJSON(2, #""description":"x\#(long)""#)))
    #expect(card.description == "x" + String(repeating: "é", count: 32_767))
    #expect(card.notes == ["“description” was cut: it has 80002 bytes, 65536 are kept."])
  }

  @Test("details are bounded, and a note says where they end")
  func manyDetails() throws {
    let list = (0..<5000).map { "\"v\($0)\"" }.joined(separator: ",")
    let card = try #require(
      try readCard(cardJSON(2, #""character_book":[\#(list)],"scenario":"x""#)))
    #expect(card.details.count == CardDraft.mostDetails)
    #expect(card.details["character_book.4094"] == "v4094")
    #expect(card.details["scenario"] == "x")
    #expect(card.notes.count == 1)
  }

  @Test("keys with periods do not hide each other")
  func periods() throws {
    let card = try #require(try readCard(cardJSON(2, #""a":{"b":"1"},"a.b":"2""#)))
    #expect(card.details == ["a.b": "1"])
    #expect(card.notes == ["“a.b” means two details."])
  }

  @Test("a single character as long as a file is cut too")
  func longCharacter() throws {
    let marks = "a" + String(repeating: "\u{301}", count: 100_000)
    let fields =
      #""assets":[{"type":"icon","name":"\#(marks)","uri":"https://example.com/\#(marks)"}]"#
    let card = try #require(try readCard(cardJSON(3, name: marks, fields)))
    #expect(card.name.utf8.count == 65_535)
    #expect(card.notes.allSatisfy { $0.utf8.count < 1000 })
    #expect(card.suggestedHandle == nil)
  }
}
