import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct HostileCopyTests {
  /// Numbers that are the same at each run.
  private struct SteadyNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// What must hold for any bytes: a fault, or copies that keep what they promise.
  private func check(_ file: Data) throws {
    _ = ImageCopy.holdsCredentials(file)
    _ = ImageCopy.xmpPacket(in: file, inflate: inflateStored)
    _ = ImageCopy.leftovers(in: file)
    do throws(CopyFault) {
      let copy = try ImageCopy.stripped(file)
      #expect(ImageCopy.leftovers(in: copy.bytes) == [])
    } catch { #expect((error == .unsupported) == (CopyKind(file) == nil)) }
    let texts = CopyTexts(parameters: "a 猫", xmp: CopySamples.packet())
    do throws(CopyFault) {
      let copy = try ImageCopy.embedding(texts, in: file, md5: { _ in Data(count: 16) })
      let again = try ImageCopy.embedding(texts, in: copy.bytes, md5: { _ in Data(count: 16) })
      #expect(again.bytes == copy.bytes)
      #expect(!ImageCopy.holdsCredentials(copy.bytes))
    } catch { #expect((error == .unsupported) == (CopyKind(file) == nil)) }
  }

  @Test("every beginning of a file is refused, as its pixels are not all there")
  func beginnings() throws {
    for file in CopySamples.rich {
      let picture = CopyKind(file) == .png ? file : file.dropLast(4)
      for length in 0..<picture.count {
        #expect(throws: CopyFault.self) { try ImageCopy.stripped(picture.prefix(length)) }
        #expect(throws: CopyFault.self) { try CopySamples.embed(picture.prefix(length), "a") }
        _ = ImageCopy.leftovers(in: picture.prefix(length))
      }
    }
  }

  @Test("any changed bytes give a fault or a copy that keeps its promises", arguments: 0..<3)
  func changedBytes(_ index: Int) throws {
    var numbers = SteadyNumbers(state: UInt64(index))
    let start = index == 0 ? 8 : 2
    for _ in 0..<500 {
      var file = CopySamples.rich[index]
      for _ in 0..<Int.random(in: 1...6, using: &numbers) {
        let place = Int.random(in: start..<file.count, using: &numbers)
        file[place] =
          [0, 1, 0x7F, 0xFF, UInt8.random(in: 0...255, using: &numbers)]
          .randomElement(using: &numbers) ?? 0
      }
      try check(file)
    }
  }

  @Test("random bytes behind the start of a file crash nothing")
  func randomBytes() throws {
    var numbers = SteadyNumbers(state: 7)
    let starts = [
      PNGFile.signature, [0xFF, 0xD8, 0xFF, 0xE1], utf8("RIFF\u{40}\0\0\0WEBPVP8X\u{0A}\0\0\0"),
    ]
    for start in starts {
      for _ in 0..<300 {
        let count = Int.random(in: 0..<200, using: &numbers)
        try check(Data(start + (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }))
      }
    }
  }

  @Test("directories of EXIF that point anywhere do no harm")
  func changedEXIF() throws {
    var numbers = SteadyNumbers(state: 9)
    let block = exif(
      [(0x0112, 3, [6, 0]), (0x8825, 4, [8, 0, 0, 0])],
      [(0x9286, 7, utf8("ASCII\0\0\0old")), (0xA005, 4, [40, 0, 0, 0])])
    for _ in 0..<600 {
      var changed = block
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let place = Int.random(in: 2..<block.count, using: &numbers)
        changed[place] = UInt8.random(in: 0...255, using: &numbers)
      }
      try check(CopySamples.jpeg(CopySamples.exifSegment(changed)))
    }
  }
}
