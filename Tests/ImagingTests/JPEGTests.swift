import Foundation
import Testing
import TroupeImaging

@Suite("JPEG")
struct JPEGTests {
  private static let colors: [[UInt8]] = [
    [0, 0, 0, 0], [255, 0, 0, 0], [0, 255, 0, 0], [0, 0, 255, 0], [0, 0, 0, 255],
    [30, 90, 160, 40], [200, 100, 50, 128], [120, 120, 120, 0],
  ]

  /// Eight fields of one color each.
  private func fields(_ space: JPEGs.Space) -> Data {
    JPEGs(space: space, width: 128, height: 16).encoded { x, _ in Self.colors[x / 16] }
  }

  private func middle(_ raster: Raster, _ field: Int) -> [Int] {
    let color = raster[field * 16 + 8, 8]
    return [color.red, color.green, color.blue].map(Int.init)
  }

  @Test("CMYK without a profile", arguments: [JPEGs.Space.cmyk, .ycck, .adobeCMYK, .adobeYCCK])
  func plainCMYK(space: JPEGs.Space) throws {
    let bytes = fields(space)
    #expect(try ImageHeader(reading: bytes).colorModel == .cmyk)
    let raster = try Raster(decoding: bytes)
    for (index, cmyk) in Self.colors.enumerated() {
      let black = 255 - Int(cmyk[3])
      let expected = cmyk.prefix(3).map { (255 - Int($0)) * black / 255 }
      #expect(middle(raster, index).isWithin(3, of: expected), "\(cmyk)")
    }
    let notes = try Normalization().apply(to: bytes).notes
    #expect(notes.last == "converted from CMYK without a profile")
    #expect(notes.contains { $0.hasPrefix("no marker says") } == (space == .cmyk || space == .ycck))
  }

  @Test(
    "CMYK with a profile, as lcms converts it",
    arguments: [JPEGs.Space.cmyk, .ycck, .adobeCMYK, .adobeYCCK])
  func profiledCMYK(space: JPEGs.Space) throws {
    let profile = try #require(Profiles.cmyk(hasTableToInk: true))
    let bytes = Segments.embed(profile: profile, in: fields(space))
    let raster = try Raster(decoding: bytes)
    for (index, cmyk) in Self.colors.enumerated() {
      let expected = try #require(
        Profiles.inSRGB(cmyk: cmyk, by: profile, blackToBlack: true)
      ).map(Int.init)
      #expect(middle(raster, index).isWithin(4, of: expected), "\(cmyk)")
    }
    #expect(try Raster(decoding: bytes) != Raster(decoding: fields(space)))
  }

  @Test("the richest black of a profile for ink becomes black", arguments: [false, true])
  func richBlack(hasTableToInk: Bool) throws {
    let profile = try #require(Profiles.cmyk(hasTableToInk: hasTableToInk))
    let ink: [[UInt8]] = [[255, 255, 255, 255], [0, 0, 0, 0]]
    let plain = JPEGs(space: .adobeCMYK, width: 32, height: 16).encoded { x, _ in ink[x / 16] }
    let raster = try Raster(decoding: Segments.embed(profile: profile, in: plain))
    #expect(middle(raster, 0).isWithin(6, of: [0, 0, 0]), "\(middle(raster, 0))")
    // Paper stays white.
    #expect(middle(raster, 1).isWithin(3, of: [255, 255, 255]), "\(middle(raster, 1))")
    let converted = try #require(Profiles.inSRGB(cmyk: ink[0], by: profile))
    #expect(converted[0] > 10, "the profile's own black is not black, or this tests nothing")
  }

  @Test("color shared by two and by four columns", arguments: [Int32(2), 4])
  func sharedColor(columns: Int32) throws {
    let form = JPEGs(space: .color, width: 131, height: 40, columnsPerColor: columns)
    let color = { (x: Int, y: Int) in [UInt8(60 + x), UInt8(200 - x), UInt8(90 + y)] }
    let raster = try Raster(decoding: form.encoded(color))
    let differences = (0..<131 * 40).map { index in
      let (x, y) = (index % 131, index / 131)
      let (pixel, expected) = (raster[x, y], color(x, y))
      return abs(Int(pixel.red) - Int(expected[0])) + abs(Int(pixel.green) - Int(expected[1]))
        + abs(Int(pixel.blue) - Int(expected[2]))
    }
    #expect(differences.reduce(0, +) < 6 * differences.count)
  }

  @Test("restart markers change nothing", arguments: [false, true])
  func restarts(isProgressive: Bool) throws {
    var form = JPEGs(space: .color, width: 200, height: 90, isProgressive: isProgressive)
    let color = { (x: Int, y: Int) in [UInt8(x), UInt8(y * 2), UInt8((x * y) & 0xFF)] }
    let plain = form.encoded(color)
    form.restartInterval = 3
    let restarting = form.encoded(color)
    #expect(restarting.contains(Data([0xFF, 0xD3])) && !plain.contains(Data([0xFF, 0xD3])))
    #expect(try Raster(decoding: restarting) == Raster(decoding: plain))
  }

  @Test("the file's name means nothing: a gray JPEG is read in gray")
  func gray() throws {
    let bytes = JPEGs(space: .gray, width: 40, height: 30).encoded { x, _ in [UInt8(x * 6)] }
    let raster = try Raster(decoding: bytes)
    #expect(try ImageHeader(reading: bytes).colorModel == .gray)
    let color = raster[20, 15]
    #expect(color.red == color.green && color.red == color.blue)
    #expect(abs(Int(color.red) - 120) <= 2)
  }
}

extension [Int] {
  fileprivate func isWithin(_ bound: Int, of other: [Int]) -> Bool {
    zip(self, other).allSatisfy { abs($0 - $1) <= bound }
  }
}

extension Data {
  fileprivate func contains(_ part: Data) -> Bool { firstRange(of: part) != nil }
}
