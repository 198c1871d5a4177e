import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct CardEXIFTests {
  /// A WebP whose EXIF has a UserComment.
  private func webP(_ comment: String) -> Data {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let text = Array("ASCII\0\0\0".utf8) + Array(comment.utf8)
    let tiff: [[UInt8]] = [
      Array("II*\0".utf8), number(8, 4), number(1, 2), number(0x8769, 2), number(4, 2),
      number(1, 4),
      number(26, 4), number(0, 4), number(1, 2), number(0x9286, 2), number(7, 2),
      number(text.count, 4), number(44, 4), number(0, 4), text,
    ]
    let exif = tiff.flatMap(\.self)
    let chunk =
      Array("EXIF".utf8) + number(exif.count, 4) + exif
      + [UInt8](repeating: 0, count: exif.count % 2)
    return Data(Array("RIFF".utf8) + number(chunk.count + 4, 4) + Array("WEBP".utf8) + chunk)
  }

  @Test("a WebP has its card as JSON, in base64 or as the numbers of its bytes")
  func forms() throws {
    let json = cardJSON(2, name: "Adä")
    let numbers = json.utf8.map { String($0) }.joined(separator: ",")
    for comment in [json, base64(json), numbers] {
      let card = try #require(try readCard(webP(comment)), "\(comment)")
      #expect(card.name == "Adä")
      #expect(card.images == [CardImage(source: .wholeFile, role: .icon, name: "main")])
    }
  }

  @Test("other comments are no card")
  func otherComments() throws {
    for comment in ["a cat", #"{"prompt":"a cat"}"#, "{a}", "1,2", "1,999", "eyJ!"] {
      #expect((try? readCard(webP(comment))) == .some(.none), "\(comment)")
    }
  }
}
