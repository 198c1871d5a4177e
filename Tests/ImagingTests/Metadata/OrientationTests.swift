import Foundation
import Testing
import TroupeImaging

@Suite("Orientation")
struct OrientationTests {
  /// Where the stored upper left and upper right corners end up, as EXIF defines it.
  private static let corners: [(orientation: UInt8, first: [Int], second: [Int])] = [
    (1, [0, 0], [1, 0]), (2, [1, 0], [0, 0]), (3, [1, 1], [0, 1]), (4, [0, 1], [1, 1]),
    (5, [0, 0], [0, 1]), (6, [1, 0], [1, 1]), (7, [1, 1], [1, 0]), (8, [0, 1], [0, 0]),
  ]

  @Test("pictures come upright", arguments: [true, false])
  func upright(littleEndian: Bool) throws {
    let picture = Pictures.drawing(width: 60, height: 30)
    let jpeg = try picture.encodedJPEG(quality: 100)
    for (orientation, first, second) in Self.corners {
      let bytes = Segments.orient(jpeg, orientation, littleEndian: littleEndian)
      let header = try ImageHeader(reading: bytes)
      let raster = try Raster(decoding: bytes)
      #expect(header.orientation == Int(orientation))
      #expect(raster.width == header.orientedWidth && raster.height == header.orientedHeight)
      #expect(raster.width == (orientation < 5 ? 60 : 30))
      #expect(raster.corner(first).isNear(picture[2, 2]), "\(orientation)")
      #expect(raster.corner(second).isNear(picture[57, 2]), "\(orientation)")
    }
  }

  @Test("every orientation can be undone")
  func inverse() {
    let picture = Pictures.grainy(width: 131, height: 70)
    for (orientation, back) in [(2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)] {
      #expect(picture.oriented(orientation).oriented(back) == picture)
    }
  }

  @Test("a PNG says its orientation in eXIf")
  func png() throws {
    let png = try Pictures.drawing(width: 60, height: 30).encodedPNG()
    let bytes = Segments.insert(chunk: "eXIf", Segments.exif(8), into: png)
    #expect(try Raster(decoding: bytes).width == 30)
  }

  @Test("an orientation written as a LONG counts, in both byte orders", arguments: [true, false])
  func long(littleEndian: Bool) throws {
    let jpeg = try Pictures.drawing(width: 60, height: 30).encodedJPEG()
    for orientation in UInt8(1)...8 {
      var exif = Segments.exif(orientation, littleEndian: littleEndian)
      exif[littleEndian ? 12 : 13] = 4
      let value = [0, 0, 0, orientation]
      exif.replaceSubrange(18..<22, with: littleEndian ? value.reversed() : value)
      let bytes = Segments.insert(marker: 0xE1, Array("Exif\0\0".utf8) + exif, into: jpeg)
      #expect(try ImageHeader(reading: bytes).orientation == Int(orientation))
    }
  }

  @Test("invalid EXIF data means upright")
  func invalid() throws {
    let jpeg = try Pictures.drawing(width: 8, height: 8).encodedJPEG()
    #expect(try ImageHeader(reading: Segments.orient(jpeg, 9)).orientation == 1)
    for length in 0..<24 {
      let cut = Array("Exif\0\0".utf8) + Segments.exif(6).prefix(length)
      let header = try ImageHeader(reading: Segments.insert(marker: 0xE1, cut, into: jpeg))
      #expect(header.orientation == (length < 20 ? 1 : 6))
    }
  }
}

extension Raster {
  /// A pixel near the corner at 0 or 1 across and down.
  fileprivate func corner(_ at: [Int]) -> Color {
    self[at[0] == 0 ? 2 : width - 3, at[1] == 0 ? 2 : height - 3]
  }
}

extension Color {
  fileprivate func isNear(_ other: Color) -> Bool {
    let pairs = [(red, other.red), (green, other.green), (blue, other.blue)]
    return pairs.allSatisfy { abs(Int($0) - Int($1)) < 12 }
  }
}
