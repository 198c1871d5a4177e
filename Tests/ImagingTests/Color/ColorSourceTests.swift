import Foundation
import Testing
import TroupeImaging

@Suite("Where colors are said")
struct ColorSourceTests {
  private let flat = Raster(
    width: 16, height: 16, filledWith: Color(red: 200, green: 120, blue: 60))

  private func color(_ bytes: Data) throws -> [Int] {
    let color = try Raster(decoding: bytes)[8, 8]
    return [color.red, color.green, color.blue].map(Int.init)
  }

  private func notes(_ bytes: Data) throws -> [String] {
    try Normalization().apply(to: bytes).notes
  }

  private func png(cICP points: [UInt8], _ picture: Raster? = nil) throws -> Data {
    try Segments.insert(chunk: "cICP", points, into: (picture ?? flat).encodedPNG())
  }

  private func isNear(_ color: [Int], _ expected: [Int]) -> Bool {
    zip(color, expected).allSatisfy { abs($0 - $1) <= 1 }
  }

  @Test("code points outrank a profile")
  func codePoints() throws {
    let p3 = try png(cICP: [12, 13, 0, 1])
    // By the matrices of both spaces and their common curve.
    #expect(isNear(try color(p3), [213, 115, 42]))
    #expect(try notes(p3) == ["converted from Display P3 (cICP)"])
    let profile = try #require(Profiles.linear)
    let packed = Array("linear\0\0".utf8) + Segments.stored(profile)
    #expect(try color(Segments.insert(chunk: "iCCP", packed, into: p3)) == color(p3))
    let srgb = try Segments.insert(chunk: "iCCP", packed, into: png(cICP: [1, 13, 0, 1]))
    #expect(try Raster(decoding: srgb) == flat && notes(srgb).isEmpty)
    // The light of BT.709's camera curve: ((v + 0.099) / 1.099) ^ (1 / 0.45).
    #expect(isNear(try color(png(cICP: [1, 1, 0, 1])), [206, 132, 75]))
    #expect(isNear(try color(png(cICP: [1, 8, 0, 1])), [229, 182, 133]))
  }

  @Test("of a narrow range, 16 is black and 235 white")
  func narrowRange() throws {
    for (value, expected) in [(UInt8(16), 0), (235, 255), (3, 0), (250, 255), (126, 128)] {
      let gray = Raster(
        width: 16, height: 16, filledWith: Color(red: value, green: value, blue: value))
      let narrow = try png(cICP: [1, 13, 0, 0], gray)
      #expect(isNear(try color(narrow), [expected, expected, expected]), "\(value)")
      #expect(try notes(narrow) == ["converted from BT.709, narrow range (cICP)"])
    }
    func deep(_ value: UInt16, color: UInt8) throws -> [Int] {
      let channels = color == 2 ? 3 : 1
      let pair = [UInt8(value >> 8), UInt8(value & 0xFF)]
      let row: [UInt8] = [0] + [[UInt8]](repeating: pair, count: 16 * channels).flatMap(\.self)
      var png = Segments.pngHeader(width: 16, height: 16, color: color, depth: 16)
      png += Segments.chunk("cICP", [9, 13, 0, 0])
      let rows = [[UInt8]](repeating: row, count: 16).flatMap(\.self)
      png += Segments.chunk("IDAT", Segments.stored(Data(rows))) + Segments.chunk("IEND", [])
      return try self.color(png)
    }
    for color: UInt8 in [0, 2] {
      #expect(try deep(16 << 8, color: color) == [0, 0, 0])
      #expect(isNear(try deep(235 << 8, color: color), [255, 255, 255]))
    }
  }

  @Test("HDR codings and numbers that say nothing are noted, and a profile then counts")
  func ignored() throws {
    for (points, name): ([UInt8], String) in [
      ([9, 16, 0, 1], "BT.2020 in PQ, an HDR coding"),
      ([9, 18, 0, 0], "BT.2020 in HLG, an HDR coding, narrow range"),
      ([12, 2, 0, 1], "Display P3"), ([2, 13, 0, 1], "colors of the numbers 2-13-0"),
      ([1, 13, 6, 1], "BT.709"),
    ] {
      let file = try png(cICP: points)
      #expect(try Raster(decoding: file) == flat && notes(file) == ["ignored \(name) (cICP)"])
    }
    let profile = try #require(Profiles.displayP3)
    let packed = Array("P3\0\0".utf8) + Segments.stored(profile)
    let both = try Segments.insert(chunk: "iCCP", packed, into: png(cICP: [9, 16, 0, 1]))
    #expect(isNear(try color(both), [213, 115, 42]))
    #expect(try notes(both).count == 2)
    // Behind the pixels it is too late.
    let plain = try flat.encodedPNG()
    let late = plain.dropLast(12) + Segments.chunk("cICP", [12, 13, 0, 1]) + plain.suffix(12)
    #expect(try Raster(decoding: late) == flat)
  }

  @Test("a gamma or primaries that are not sRGB's are noted")
  func gamma() throws {
    func file(_ name: String, _ values: [UInt32]) throws -> Data {
      try Segments.insert(chunk: name, values.flatMap(Segments.bigEndian), into: flat.encodedPNG())
    }
    let linear = try file("gAMA", [100_000])
    #expect(try notes(linear) == ["ignored a gamma of 1.0 (gAMA): taken as sRGB"])
    #expect(try notes(file("gAMA", [45_455])).isEmpty)
    let srgb: [UInt32] = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000]
    #expect(try notes(file("cHRM", srgb)).isEmpty)
    let wide: [UInt32] = [31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000]
    #expect(try notes(file("cHRM", wide)).count == 1)
    // Where a profile or sRGB says more, a gamma says nothing.
    #expect(try notes(Segments.insert(chunk: "sRGB", [0], into: linear)).isEmpty)
    #expect(try notes(Segments.insert(chunk: "cICP", [1, 13, 0, 1], into: linear)).isEmpty)
  }

  /// EXIF of a camera: its color space, and its interoperability index.
  private func camera(_ space: UInt8?, _ index: String, littleEndian: Bool = true) -> [UInt8] {
    func number(_ value: Int, _ length: Int) -> [UInt8] {
      let bytes = (0..<length).map { UInt8(value >> (8 * $0) & 0xFF) }
      return littleEndian ? bytes : bytes.reversed()
    }
    func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
      number(tag, 2) + number(type, 2) + number(count, 4) + value
    }
    let short = number(space.map(Int.init) ?? 0xFFFF, 2) + [0, 0]
    return Array((littleEndian ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
      + number(1, 2) + entry(0x8769, 4, 1, number(26, 4)) + number(0, 4)
      + number(2, 2) + entry(0xA001, 3, 1, short) + entry(0xA005, 4, 1, number(56, 4))
      + number(0, 4) + number(1, 2) + entry(1, 2, 4, Array(index.utf8) + [0]) + number(0, 4)
  }

  @Test("a camera's R03 means Adobe RGB where there is no profile", arguments: [true, false])
  func cameras(littleEndian: Bool) throws {
    let jpeg = try flat.encodedJPEG(quality: 100)
    func file(_ space: UInt8?, _ index: String) -> Data {
      let exif = camera(space, index, littleEndian: littleEndian)
      return Segments.insert(marker: 0xE1, Array("Exif\0\0".utf8) + exif, into: jpeg)
    }
    // By both spaces' matrices and curves.
    let expected = [223, 120, 54]
    #expect(isNear(try color(file(nil, "R03")), expected))
    #expect(isNear(try color(file(2, "R98")), expected))
    #expect(try notes(file(nil, "R03")) == ["converted from Adobe RGB (EXIF)"])
    for other in [file(nil, "R98"), file(1, "R98"), file(1, "R03")] {
      #expect(try Raster(decoding: other) == Raster(decoding: jpeg) && notes(other).isEmpty)
    }
    let srgb = try #require(Profiles.srgb)
    let profiled = Segments.embed(profile: srgb, in: file(nil, "R03"))
    #expect(try Raster(decoding: profiled) == Raster(decoding: jpeg))
    let exif = camera(nil, "R03", littleEndian: littleEndian)
    let png = try Segments.insert(chunk: "eXIf", exif, into: flat.encodedPNG())
    #expect(isNear(try color(png), expected))
    #expect(try Raster(decoding: Segments.insert(chunk: "sRGB", [0], into: png)) == flat)
    let webp = try WebPs.file(
      WebPs.canvas(width: 16, height: 16, flags: 8)
        + WebPs.picture(of: #require(WebPs.encoded(flat))) + WebPs.chunk("EXIF", exif))
    #expect(isNear(try color(webp), expected))
  }

  @Test("deep gray is converted before it is rounded", arguments: [false, true])
  func deepGray(hasAlpha: Bool) throws {
    let profile = try #require(Profiles.linearGray)
    let light: [UInt16] = [0, 50, 100, 400, 1_500, 30_000, 65_535]
    let expected = [0, 3, 5, 18, 42, 180, 255]
    var row: [UInt8] = [0]
    for value in light {
      row += [UInt8(value >> 8), UInt8(value & 0xFF)] + (hasAlpha ? [0x80, 0] : [])
    }
    var png = Segments.pngHeader(width: 7, height: 1, color: hasAlpha ? 4 : 0, depth: 16)
    png += Segments.chunk("iCCP", Array("gray\0\0".utf8) + Segments.stored(profile))
    png += Segments.chunk("IDAT", Segments.stored(Data(row))) + Segments.chunk("IEND", [])
    let raster = try Raster(decoding: png)
    for (x, gray) in expected.enumerated() {
      #expect(abs(Int(raster[x, 0].green) - gray) <= 1, "\(light[x]): \(raster[x, 0])")
      #expect(raster[x, 0].alpha == (hasAlpha ? 128 : 255))
    }
  }
}
