import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Checking whole pictures")
struct ImageCheckTests {
  private static let picture = Pictures.grainy(width: 75, height: 41)

  private func files(of raster: Raster) throws -> [Data] {
    let pixels = raster.flattened()
    return [
      try raster.encodedPNG(), try pixels.encodedJPEG(),
      try #require(WebPs.encoded(raster, quality: nil)),
      JPEGs(space: .color, width: 75, height: 41, isProgressive: true).encoded { x, y in
        [pixels[x, y].red, pixels[x, y].green, pixels[x, y].blue]
      },
    ]
  }

  @Test("what decodes is whole, and what does not fails with the same fault")
  func sameFaults() throws {
    for whole in try files(of: Self.picture) {
      #expect(try ImageCheck(reading: whole).header == ImageHeader(reading: whole))
      #expect(try ImageCheck(reading: whole).blankness == nil)
      for end in stride(from: 0, to: whole.count, by: max(1, whole.count / 60)) {
        let cut = whole.prefix(end)
        let fault = try #require(throws: ImageFault.self) { try ImageCheck(reading: cut) }
        #expect(throws: fault) { try Raster(decoding: cut) }
      }
    }
    for junk in [Data(count: 5000), Data("%PDF-1.7".utf8), Data()] {
      let fault = try #require(throws: ImageFault.self) { try ImageCheck(reading: junk) }
      #expect(throws: fault) { try Raster(decoding: junk) }
    }
  }

  @Test("a picture of one color, or that cannot be seen, has no content")
  func blankness() throws {
    let gray = Raster(width: 75, height: 41, filledWith: Color(hex: 0x808080))
    for file in try files(of: gray) {
      #expect(try ImageCheck(reading: file).blankness == .oneColor(Color(hex: 0x808080)))
    }
    // Colors under full transparency show nothing, whatever they are.
    let hidden = Raster(width: 9, height: 9, channels: 4) { x, y in
      Color(red: UInt8(x * 20), green: UInt8(y * 20), blue: 0, alpha: 0)
    }
    #expect(try ImageCheck(reading: hidden.encodedPNG()).blankness == .transparent)
    // The shape of a silhouette is in its alpha.
    let shape = Raster(width: 9, height: 9, channels: 4) { x, _ in
      Color(red: 0, green: 0, blue: 0, alpha: x < 4 ? 0 : 255)
    }
    #expect(try ImageCheck(reading: shape.encodedPNG()).blankness == nil)
    var dot = gray
    dot.withMutablePixels { $0[3 * 500] = 0 }
    #expect(try ImageCheck(reading: dot.encodedPNG()).blankness == nil)
    let ink = JPEGs(space: .adobeCMYK, width: 16, height: 16).encoded { _, _ in [0, 255, 255, 0] }
    #expect("\(ImageCheck.Blankness.oneColor(Color(hex: 0x80)))".hasSuffix(" #000080"))
    let red = Color(red: 255, green: 0, blue: 0)
    #expect(try ImageCheck(reading: ink).blankness == .oneColor(red))
  }

  @Test("interlaced files are read whole too", arguments: [1, 3, 8, 13])
  func interlaced(side: Int) throws {
    func file(cut: Int) -> Data {
      var rows: [UInt8] = []
      for pass in PNGs.adam7 {
        for y in pass.rows(side) {
          rows += [0] + pass.columns(side).flatMap { [UInt8($0 * 9), UInt8(y * 9), 7] }
        }
      }
      return Segments.pngHeader(width: UInt32(side), height: UInt32(side), depth: 8, interlace: 1)
        + Segments.chunk("IDAT", Segments.stored(Data(rows.dropLast(cut))))
        + Segments.chunk("IEND", [])
    }
    let blankness = try ImageCheck(reading: file(cut: 0)).blankness
    #expect(blankness == (side == 1 ? .oneColor(Color(red: 0, green: 0, blue: 7)) : nil))
    #expect(throws: ImageFault.self) { try ImageCheck(reading: file(cut: 1)) }
  }
}
