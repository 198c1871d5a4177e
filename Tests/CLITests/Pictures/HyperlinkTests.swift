import Testing

@testable import TroupeCLI

@Suite struct HyperlinkTests {
  @Test("a link has its address around the text")
  func sequence() {
    #expect(
      Hyperlink(text: "text", url: "https://example.com/a?b=c")?.sequence
        == "\u{1B}]8;;https://example.com/a?b=c\u{1B}\\text\u{1B}]8;;\u{1B}\\")
  }

  @Test("a path is percent-encoded behind the name of the host")
  func file() {
    #expect(
      Hyperlink(text: "x", path: "/a b/ü;%\u{1B}.png", host: "my-host.local")?.url
        == "file://my-host.local/a%20b/%C3%BC%3B%25%1B.png")
    #expect(Hyperlink(text: "x", path: "/a", host: "")?.url == "file:///a")
    #expect(Hyperlink(text: "x", path: "a", host: "h") == nil)
    #expect(Hyperlink(text: "x", path: "/a", host: "h/\u{1B}") == nil)
  }

  @Test(
    "whatever could end the sequence or is no address is refused",
    arguments: [
      ("text", "https://a\u{1B}\\"), ("text", "https://a\u{07}"), ("text", "https://ü"),
      ("text", "https://a b"), ("text", ""), ("te\u{1B}xt", "https://a"), ("te\nxt", "https://a"),
      ("te\u{9C}xt", "https://a"), ("text", "https://\(String(repeating: "a", count: 2100))"),
    ])
  func refused(text: String, url: String) {
    #expect(Hyperlink(text: text, url: url) == nil)
  }
}
