import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeImaging

@Suite struct CuttingTests {
  /// A picture of which every pixel has a color of its own.
  private static func numbered(_ width: Int, _ height: Int) -> Raster {
    var pixels: [UInt8] = []
    for index in 0..<width * height { pixels += [UInt8(index & 0xFF), UInt8(index >> 8), 77] }
    return Raster(width: width, height: height, channels: 3, pixels: pixels)
  }

  @Test(arguments: [(2, 2), (3, 1), (1, 4), (5, 3), (23, 17)])
  func everyPixelIsInExactlyOnePiece(columns: Int, rows: Int) throws {
    let whole = Self.numbered(23, 17)
    let pieces = try PictureCutting.cut(whole.encodedPNG(), columns: columns, rows: rows)
      .map { try Raster(decoding: $0) }
    #expect(pieces.count == columns * rows)
    var joined = [UInt8]()
    for row in 0..<rows {
      let line = pieces[row * columns..<(row + 1) * columns]
      for y in 0..<(line.first?.height ?? 0) {
        for piece in line {
          joined += piece.pixels[y * piece.width * 3..<(y + 1) * piece.width * 3]
        }
      }
    }
    #expect(joined == whole.pixels)
  }

  @Test func aGridFinerThanThePictureIsRefused() throws {
    let bytes = try Self.numbered(4, 4).encodedPNG()
    for (columns, rows) in [(0, 1), (5, 1), (1, 5), (-1, 2)] {
      #expect(throws: ImageFault.self) {
        try PictureCutting.cut(bytes, columns: columns, rows: rows)
      }
    }
  }

  /// Figures on an even background, with captions below them.
  private static func sheet(_ rows: Int, _ columns: Int, noise: Bool) -> Raster {
    var raster = Raster(width: 400, height: 300, filledWith: Color(hex: 0xF4F0E8))
    raster.withMutablePixels { pixels in
      func set(_ x: Int, _ y: Int, _ value: UInt8) {
        for channel in 0..<3 { pixels[(y * 400 + x) * 3 + channel] = value }
      }
      let (cellWidth, cellHeight) = (400 / columns, 300 / rows)
      for row in 0..<rows {
        for column in 0..<columns {
          let (left, top) = (column * cellWidth + 14, row * cellHeight + 8)
          for y in top..<top + cellHeight - 40 {
            for x in left..<left + cellWidth - 28 { set(x, y, UInt8(40 + column * 20)) }
          }
          for x in left + 5..<left + 30 {
            for y in top + cellHeight - 24..<top + cellHeight - 18 { set(x, y, 0) }
          }
        }
      }
      guard noise else { return }
      for index in stride(from: 0, to: pixels.count, by: 7) {
        pixels[index] = UInt8(clamping: Int(pixels[index]) + index % 13 - 6)
      }
    }
    return raster
  }

  @Test(arguments: [(1, 4, false), (1, 4, true), (2, 2, true), (1, 1, false), (2, 3, false)])
  func aSheetIsCutAtItsGutters(rows: Int, columns: Int, noise: Bool) throws {
    let bytes = try Self.sheet(rows, columns, noise: noise).encodedPNG()
    let pieces = try PictureCutting.cutAtGutters(bytes).map { try Raster(decoding: $0) }
    #expect(pieces.count == rows * columns)
    for (index, piece) in pieces.enumerated() {
      // Each holds its own figure whole.
      let value = UInt8(40 + index % columns * 20)
      let own = stride(from: 0, to: piece.pixels.count, by: 3).count {
        abs(Int(piece.pixels[$0 + 1]) - Int(value)) < 8
      }
      #expect(own > (400 / columns - 28) * (300 / rows - 40) * 9 / 10)
    }
  }

  @Test func whatNothingPartsStaysWhole() throws {
    for raster in [Self.numbered(64, 64), Raster(width: 9, height: 9, filledWith: .white)] {
      let pieces = try PictureCutting.cutAtGutters(raster.encodedPNG())
      #expect(try pieces.map { try Raster(decoding: $0) } == [raster])
    }
  }
}
