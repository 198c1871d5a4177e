import Testing

@testable import TroupeInterchange

struct LooseJSONTests {
  @Test(arguments: ["18446744073709551615", "9007199254740993", "0"])
  func seedsStayExact(_ seed: String) {
    #expect(LooseJSON("{\"seed\": \(seed)}")?["seed"]?.seed == seed)
    #expect(LooseJSON("{\"seed\": \"\(seed)\"}")?["seed"]?.seed == seed)
  }

  @Test(arguments: ["-1", "18446744073709551616", "1.5", "\"random\"", "null", "[1]"])
  func otherValuesAreNoSeeds(_ value: String) throws {
    #expect(try #require(LooseJSON(value)).seed == nil)
  }

  @Test func wordsForNoNumberAreNullOutsideOfStringsOnly() throws {
    let json = try #require(
      LooseJSON("{\"a\": NaN, \"b\": [-Infinity, Infinity], \"c\": \"NaN, NaN\"}"))
    #expect(json["a"] == .null)
    #expect(json["b"] == .array([.null, .null]))
    #expect(json["c"] == .string("NaN, NaN"))
  }

  @Test func escapes() {
    #expect(LooseJSON(#""a\n\"\\\/\u00e9\ud83d\ude00""#) == .string("a\n\"\\/é😀"))
    #expect(LooseJSON(#""\ud83dx""#) == .string("\u{FFFD}x"))
    #expect(LooseJSON(#""\ude00""#) == .string("\u{FFFD}"))
    #expect(LooseJSON(#""\q""#) == nil)
    #expect(LooseJSON(#""\u12"#) == nil)
    #expect(LooseJSON(#""\u+123""#) == nil)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "{} x", "nul", "1 2", "\"a", "\"\\", "--1", "{1:2}",
  ])
  func rejectsWhatIsNoJSON(_ text: String) {
    #expect(LooseJSON(text) == nil)
  }

  @Test func endsWithBlanksAndNUL() {
    #expect(
      LooseJSON(" {\"a\" : [ true , false ] } \n\0")
        == .object(["a": .array([.bool(true), .bool(false)])]))
  }

  @Test func depthIsBounded() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(LooseJSON(nested(200)) != nil)
    #expect(LooseJSON(nested(202)) == nil)
    #expect(LooseJSON(String(repeating: "[", count: 1_000_000)) == nil)
    #expect(LooseJSON(String(repeating: "{\"a\":", count: 300_000)) == nil)
  }

  @Test func writesSortedAndEscaped() {
    let text = #"{"a":[1,"x\"\\\n\u0001"],"b":null}"#
    #expect(LooseJSON(#"{"b": null, "a": [1, "x\"\\\n\u0001"]}"#)?.written == text)
  }
}
