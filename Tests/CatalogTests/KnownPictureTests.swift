import Foundation
import Testing
import TroupeCatalog
import TroupeImaging
import TroupeVocabulary

/// A picture that comes again with other metadata is told by the parts that make its pixels, and not decoded.
@Suite struct KnownPictureTests {
  /// Of a finer normalization the same picture would become another reference, so that one that is decoded shows.
  private func isKnown(_ first: Data, _ second: Data) async throws -> Bool {
    let test = try TestCatalog()
    try await test.character("kael", NewReference(bytes: first, fileName: "a"))
    let finer = try TestCatalog(in: test.folder, normalization: Normalization(longEdge: 20))
    let added = try await finer.catalog.addReferences(
      to: Handle("kael"), [NewReference(bytes: second, fileName: "b")])
    return added.references.map(\.isNew) == [false]
  }

  private func noise() -> Raster {
    var raster = Raster(width: 60, height: 40, filledWith: Color(hex: 0x808080))
    raster.withMutablePixels { pixels in
      for index in pixels.indices {
        pixels[index] = UInt8(truncatingIfNeeded: index &* 37 &+ index / 7)
      }
    }
    return raster
  }

  /// A PNG with a chunk before its pixels.
  private func png(_ file: Data, with kind: String, _ content: [UInt8]) -> Data {
    func number(_ value: UInt32) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
    let chunk = Array(kind.utf8) + content
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in chunk {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    let framed = number(UInt32(content.count)) + chunk + number(~crc)
    return Data(Array(file.prefix(33)) + framed + Array(file.dropFirst(33)))
  }

  @Test func textsMakeNoOtherPicture() async throws {
    let file = try noise().encodedPNG()
    let text = Array("parameters\0a fox".utf8)
    #expect(try await isKnown(file, png(file, with: "tEXt", text)))
    #expect(try await isKnown(png(file, with: "tEXt", text), file))
    let jpeg = try noise().encodedJPEG(quality: 90)
    let comment: [UInt8] = [0xFF, 0xFE, 0, 5, 1, 2, 3]
    #expect(
      try await isKnown(jpeg, Data(Array(jpeg.prefix(2)) + comment + Array(jpeg.dropFirst(2)))))
    let webp = try noise().encodedWebP(quality: 80)
    #expect(try await isKnown(webp, webp + Data("EXIF\u{4}\0\0\0abcd".utf8)))
  }

  @Test func whatChangesPixelsMakesAnother() async throws {
    let file = try noise().encodedPNG()
    let turned: [UInt8] =
      Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
    #expect(try await !isKnown(file, png(file, with: "eXIf", turned)))
    // An absolute gamma is a note; primaries and a transfer of its own change values.
    #expect(try await !isKnown(file, png(file, with: "cICP", [9, 16, 0, 1])))
    let jpeg = try noise().encodedJPEG(quality: 90)
    #expect(try await !isKnown(jpeg, noise().encodedJPEG(quality: 89)))
  }
}
