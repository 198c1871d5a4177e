import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("HEIC and AVIF", .enabled(if: FormatLibraries.canReadHEIF, "libheif is not on this machine"))
struct HEIFTests {
  private let red = Color(red: 200, green: 30, blue: 30)
  private let green = Color(red: 30, green: 180, blue: 40)
  private let blue = Color(red: 30, green: 40, blue: 200)

  private func isNear(_ color: Color, _ other: Color) -> Bool {
    abs(Int(color.red) - Int(other.red)) < 14 && abs(Int(color.green) - Int(other.green)) < 14
      && abs(Int(color.blue) - Int(other.blue)) < 14
  }

  @Test("both are read", arguments: [(HEIFs.heic, MediaType.heic), (HEIFs.avif, .avif)])
  func plain(bytes: Data, type: MediaType) throws {
    let image = try Normalization().apply(to: bytes)
    #expect(image.header.type == type && image.width == 64 && image.height == 48)
    #expect(image.notes.isEmpty)
    let raster = try Raster(decoding: bytes)
    #expect(
      isNear(raster[5, 5], red) && isNear(raster[60, 5], green) && isNear(raster[5, 40], blue))
  }

  @Test("a turned one is upright")
  func turned() throws {
    let raster = try Raster(decoding: HEIFs.turned)
    #expect(raster.width == 48 && raster.height == 64)
    #expect(isNear(raster[5, 60], red) && isNear(raster[5, 5], green))
  }

  @Test("transparency is kept, 10 bits become 8")
  func forms() throws {
    let clear = try Raster(decoding: HEIFs.clear)
    #expect(clear.channels == 4 && clear[5, 5].alpha > 250 && clear[60, 5].alpha < 5)
    #expect(try ImageHeader(reading: HEIFs.deep).bitDepth == 10)
    #expect(isNear(try Raster(decoding: HEIFs.deep)[5, 5], red))
  }

  @Test("its code points are heeded")
  func codePoints() throws {
    let image = try Normalization().apply(to: HEIFs.p3)
    #expect(image.notes == ["converted from Display P3 (nclx)"])
    #expect(try Raster(decoding: HEIFs.p3)[5, 5].red > 205)
  }

  @Test("a cut file is truncated, wherever it is cut", arguments: [HEIFs.heic, HEIFs.avif])
  func cut(bytes: Data) {
    for step in 1..<20 {
      #expect(throws: ImageFault.truncated, "\(step)") {
        try Raster(decoding: bytes.prefix(bytes.count * step / 20))
      }
    }
  }

  @Test("its size is checked before it is decoded")
  func bombs() throws {
    let place =
      try #require(HEIFs.heic.range(of: Data("ispe".utf8), options: .backwards)).upperBound + 4
    var wide = HEIFs.heic
    wide.replaceSubrange(place..<place + 4, with: [0, 0, 0xC3, 0x50])
    #expect(throws: ImageFault.sideTooLong(side: 50_000, bound: 32_768)) {
      try ImageHeader(reading: wide)
    }
    let limits = ImageLimits(maxPixels: 3_000)
    #expect(throws: ImageFault.tooManyPixels(width: 64, height: 48, bound: 3_000)) {
      try Raster(decoding: HEIFs.avif, limits: limits)
    }
  }

  @Test("no change of a byte of the boxes stops the program")
  func damaged() {
    let limits = ImageLimits(maxPixels: 1 << 16, maxSide: 4096)
    for offset in stride(from: 0, to: 320, by: 3) {
      var other = HEIFs.avif
      guard offset < other.count else { break }
      other[offset] ^= 0x55
      _ = try? Raster(decoding: other, limits: limits)
    }
  }
}
