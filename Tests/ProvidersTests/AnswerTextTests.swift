import Foundation
import Testing

@testable import TroupeProviders

/// Images and addresses amid the words of an answer.
@Suite struct AnswerTextTests {
  /// As of a picture, in letters that need no padding.
  private static let bytes = Data([0x89, 0x50, 0x4E, 0x47] + (0..<296).map { UInt8($0 % 256) })
  private static let letters = bytes.base64EncodedString()
  private static let url = "data:image/png;base64,"

  private func images(in words: String) -> [Data] {
    DataURL.extract(from: Data(words.utf8)).found.map(\.bytes)
  }

  private static func lines(_ length: Int, first: Int? = nil) -> String {
    var rest = letters[...]
    var lines = [rest.prefix(first ?? length)]
    rest = rest.dropFirst(first ?? length)
    while !rest.isEmpty {
      lines.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: ["\n", "\r\n", "\n\n", ") ", " ", "\""])
  func imagesOneAfterAnotherAreAllFound(_ between: String) {
    let words = [Self.url + Self.letters, Self.url + Self.letters].joined(separator: between)
    #expect(images(in: words) == [Self.bytes, Self.bytes])
  }

  @Test(arguments: ["\nI made this.", "\nHere it is.", "\nThanks", "\n\nDone", "\nA\n", ".", ""])
  func wordsBelowAreNoPartOfAnImage(_ words: String) throws {
    let found = try #require(images(in: Self.url + Self.letters + words).first)
    #expect(found.starts(with: Self.bytes))
    #expect(words == "\nThanks" || found == Self.bytes)
    #expect(images(in: Self.url + Self.lines(76) + words) == [Self.bytes])
  }

  @Test(arguments: [
    lines(76), lines(64), "\n" + lines(76), lines(76, first: 54), lines(76) + ")",
    lines(100) + "\n",
    lines(76).replacing("\n", with: "\r\n"),
  ])
  func brokenLinesAreOneImage(_ letters: String) {
    #expect(images(in: "![a](" + Self.url + letters) == [Self.bytes])
  }

  @Test(arguments: [
    (
      "![a](https://e.com/x) and ![b](https://e.com/y?z=1)",
      ["https://e.com/x", "https://e.com/y?z=1"]
    ),
    ("[a](https://e.com/x)", []), ("[a](https://e.com/x.png)", ["https://e.com/x.png"]),
    ("see gs://b/c.webp, or \"http://e.com/d.JPG?e\"", ["gs://b/c.webp,", "http://e.com/d.JPG?e"]),
    ("![a] (https://e.com/x)", []), ("!a](https://e.com/x)", []), ("://.png https://", []),
    ("https://e.com/雨.png　https://e.com/夜.png", ["https://e.com/雨.png", "https://e.com/夜.png"]),
  ])
  func addresses(_ words: String, _ expected: [String]) {
    #expect(AnswerAddress.all(in: words) == expected.filter { !$0.hasSuffix(",") })
  }

  @Test(.timeLimit(.minutes(10)))
  func manyMarksTakeNoLonger() {
    #expect(AnswerAddress.all(in: "://" + String(repeating: "![", count: 400_000)).isEmpty)
    let words = String(repeating: "prepaid", count: 500)
    #expect(!ErrorWords([], text: Data(words.utf8)).isAboutMoney)
  }
}
