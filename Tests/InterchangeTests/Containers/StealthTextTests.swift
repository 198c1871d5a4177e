import Foundation
import Testing

@testable import TroupeInterchange

struct StealthTextTests {
  private func picture(
    _ width: Int, _ height: Int, _ bytes: [UInt8], _ channels: [Int]
  ) -> [UInt8] {
    var rgba = [UInt8](repeating: 0xFE, count: width * height * 4)
    let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    let places = (0..<width).flatMap { x in
      (0..<height).flatMap { y in channels.map { (y * width + x) * 4 + $0 } }
    }
    for (place, bit) in zip(places, bits) { rgba[place] |= bit }
    return rgba
  }

  @Test(arguments: [
    ("stealth_pnginfo", [3], false), ("stealth_pngcomp", [3], true),
    ("stealth_rgbinfo", [0, 1, 2], false), ("stealth_rgbcomp", [0, 1, 2], true),
  ])
  func readsAllKinds(_ magic: String, _ channels: [Int], _ isCompressed: Bool) throws {
    let text = utf8(#"{"Description": "a cat"}"#)
    let bytes = utf8(magic) + number(text.count * 8, 4) + text
    let read = StealthText.read(width: 23, height: 17, rgba: picture(23, 17, bytes, channels))
    let hidden = try #require(read)
    #expect(hidden.compressed == isCompressed)
    #expect(hidden.bytes == Data(text))
  }

  @Test func refusesWhatDoesNotFit() {
    let long = utf8("stealth_pnginfo") + number(8000, 4) + utf8("text")
    #expect(StealthText.read(width: 20, height: 20, rgba: picture(20, 20, long, [3])) == nil)
    let huge = utf8("stealth_pnginfo") + [0xFF, 0xFF, 0xFF, 0xFF]
    #expect(StealthText.read(width: 20, height: 20, rgba: picture(20, 20, huge, [3])) == nil)
    let fits = utf8("stealth_pnginfo") + number(32, 4) + utf8("text")
    let rgba = picture(20, 20, fits, [3])
    #expect(StealthText.read(width: 20, height: 20, rgba: rgba) != nil)
    #expect(StealthText.read(width: 20, height: 20, rgba: rgba.dropLast()) == nil)
  }

  @Test func readsNothingFromOtherPictures() {
    let plain = [UInt8](repeating: 255, count: 400 * 4)
    #expect(StealthText.read(width: 20, height: 20, rgba: plain) == nil)
    for (width, height) in [(0, 0), (-1, 5), (5, -1), (.max, .max), (1, 1), (.max, 1)] {
      #expect(StealthText.read(width: width, height: height, rgba: plain) == nil)
    }
  }
}
