import Foundation
import Testing
import TroupeImaging

@Suite("Color")
struct ColorTests {
  private let flat = Raster(
    width: 16, height: 16, filledWith: Color(red: 200, green: 120, blue: 60))

  @Test("Display P3 becomes sRGB")
  func displayP3() throws {
    let profile = try #require(Profiles.displayP3)
    let jpeg = try Segments.embed(profile: profile, in: flat.encodedJPEG(quality: 100))
    let color = try Raster(decoding: jpeg)[8, 8]
    // By the two spaces' matrices and their common curve: (213, 115, 42.4).
    #expect(abs(Int(color.red) - 213) <= 2, "\(color)")
    #expect(abs(Int(color.green) - 115) <= 2, "\(color)")
    #expect(abs(Int(color.blue) - 42) <= 2, "\(color)")
    let notes = try Normalization().apply(to: jpeg).notes
    #expect(notes.count == 1 && notes[0].hasPrefix("converted from "))
  }

  @Test("a profile in a PNG counts as in a JPEG")
  func png() throws {
    let profile = try #require(Profiles.displayP3)
    let packed = Array("P3\0\0".utf8) + Segments.stored(profile)
    let png = try Segments.insert(chunk: "iCCP", packed, into: flat.encodedPNG())
    let jpeg = try Segments.embed(profile: profile, in: flat.encodedJPEG(quality: 100))
    #expect(try Raster(decoding: png).difference(from: Raster(decoding: jpeg)) <= 2)
  }

  @Test("alpha goes through a conversion unchanged")
  func alpha() throws {
    let profile = try #require(Profiles.displayP3)
    let picture = Pictures.grainy(width: 20, height: 20, channels: 4)
    let packed = Array("P3\0\0".utf8) + Segments.stored(profile)
    let png = try Segments.insert(chunk: "iCCP", packed, into: picture.encodedPNG())
    let converted = try Raster(decoding: png)
    #expect(converted != picture)
    let same = (0..<400).allSatisfy {
      converted[$0 % 20, $0 / 20].alpha == picture[$0 % 20, $0 / 20].alpha
    }
    #expect(same)
  }

  @Test("colors that sRGB lacks are averaged before they are cut off")
  func wideColorsReduced() throws {
    let profile = try #require(Profiles.displayP3)
    // Green and red of P3, side by side: each is outside of sRGB, their mixture is not.
    let pixels = (0..<64 * 64).flatMap {
      [UInt8]($0.isMultiple(of: 2) ? [0, 255, 0] : [255, 0, 0])
    }
    let stripes = Raster(width: 64, height: 64, channels: 3, pixels: pixels)
    let packed = Array("P3\0\0".utf8) + Segments.stored(profile)
    let png = try Segments.insert(chunk: "iCCP", packed, into: stripes.encodedPNG())
    let small = try Normalization(longEdge: 8, type: .always(.png)).apply(to: png)
    let mixed = try Raster(decoding: small.bytes)[4, 4]
    // Half of each in linear light is 188, which the matrices of both spaces bring to these.
    #expect(abs(Int(mixed.red) - 188) <= 2 && abs(Int(mixed.green) - 188) <= 2, "\(mixed)")
  }

  @Test("sRGB by any maker changes nothing")
  func srgb() throws {
    let profile = try #require(Profiles.srgb)
    let plain = try Pictures.grainy(width: 40, height: 40).encodedJPEG()
    let embedded = Segments.embed(profile: profile, in: plain)
    #expect(try Raster(decoding: embedded) == Raster(decoding: plain))
    #expect(try Normalization().apply(to: embedded).notes.isEmpty)
  }

  @Test("a gray profile converts gray and is ignored for colors")
  func gray() throws {
    let profile = try #require(Profiles.linearGray)
    let packed = Array("gray\0\0".utf8) + Segments.stored(profile)
    let row: [UInt8] = [0, 0x80, 0x80]
    var png = Segments.pngHeader(width: 2, height: 1, color: 0)
    png += Segments.chunk("iCCP", packed)
    png += Segments.chunk("IDAT", Segments.stored(Data(row)))
    png += Segments.chunk("IEND", [])
    // Half the light.
    #expect(abs(Int(try Raster(decoding: png)[1, 0].red) - 188) <= 2)
    let jpeg = try flat.encodedJPEG()
    let odd = Segments.embed(profile: profile, in: jpeg)
    #expect(try Raster(decoding: odd) == Raster(decoding: jpeg))
    #expect(try Normalization().apply(to: odd).notes.first?.hasPrefix("ignored a profile") ?? false)
  }

  @Test("gray stays as it is under a profile for colors")
  func colorsForGray() throws {
    func jpeg(_ profile: Data) -> Data {
      let gray = JPEGs(space: .gray, width: 16, height: 16).encoded { _, _ in [100] }
      return Segments.embed(profile: profile, in: gray)
    }
    let wide = try jpeg(#require(Profiles.linear))
    #expect(try abs(Int(Raster(decoding: wide)[8, 8].red) - 100) <= 1)
    let notes = try Normalization().apply(to: wide).notes
    #expect(notes.count == 1 && notes[0].hasPrefix("ignored a profile"))
    #expect(try Normalization().apply(to: jpeg(#require(Profiles.srgb))).notes.isEmpty)
  }

  @Test("16 bits a value are converted before they are rounded", arguments: [false, true])
  func deep(hasAlpha: Bool) throws {
    let profile = try #require(Profiles.linear)
    // Of 65,535: black, what 8 bits would lose, a half of the light, and white.
    let light: [UInt16] = [0, 100, 32_768, 65_535]
    let expected = [0, 5, 188, 255]
    var rows: [UInt8] = []
    for _ in 0..<2 {
      rows += [0]
      for value in light {
        rows += (0..<3).flatMap { _ in [UInt8(value >> 8), UInt8(value & 0xFF)] }
        if hasAlpha { rows += [0x80, 0] }
      }
    }
    var png = Segments.pngHeader(width: 4, height: 2, color: hasAlpha ? 6 : 2, depth: 16)
    png += Segments.chunk("iCCP", Array("linear\0\0".utf8) + Segments.stored(profile))
    png += Segments.chunk("IDAT", Segments.stored(Data(rows))) + Segments.chunk("IEND", [])
    let raster = try Raster(decoding: png)
    for x in 0..<4 {
      #expect(abs(Int(raster[x, 1].green) - expected[x]) <= 1, "\(raster[x, 1])")
      #expect(raster[x, 1].alpha == (hasAlpha ? 128 : 255))
    }
  }

  @Test("interlaced or not, 16 bits a value give the same", arguments: [1, 3, 8, 13])
  func deepInterlaced(side: Int) throws {
    let profile = try #require(Profiles.displayP3)
    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
      (0..<6).map { UInt8(truncatingIfNeeded: (x * 37 + y * 101 + $0 * 59) ^ (x * y)) }
    }
    func file(_ passes: [PNGs.Pass], interlace: UInt8) throws -> Data {
      var rows: [UInt8] = []
      for pass in passes {
        for y in pass.rows(side) { rows += [0] + pass.columns(side).flatMap { pixel($0, y) } }
      }
      let header = Segments.pngHeader(
        width: UInt32(side), height: UInt32(side), depth: 16, interlace: interlace)
      return header + Segments.chunk("iCCP", Array("P3\0\0".utf8) + Segments.stored(profile))
        + Segments.chunk("IDAT", Segments.stored(Data(rows))) + Segments.chunk("IEND", [])
    }
    let plain = try Raster(decoding: file([PNGs.Pass(0, 0, 1, 1)], interlace: 0))
    #expect(try Raster(decoding: file(PNGs.adam7, interlace: 1)) == plain)
  }

  @Test("a profile that is not of a device is ignored, with a note")
  func foreign() throws {
    let profile = try #require(Profiles.displayP3)
    let jpeg = try flat.encodedJPEG()
    func changed(_ offset: Int, _ text: String) -> Data {
      profile.prefix(offset) + Data(text.utf8) + profile.dropFirst(offset + text.utf8.count)
    }
    // A link between devices, an effect, named colors; and one without its red.
    let red = try #require(profile.firstRange(of: Data("rXYZ".utf8))).lowerBound
    let odd = [changed(12, "link"), changed(12, "abst"), changed(12, "nmcl"), changed(red, "none")]
    for bytes in odd {
      let embedded = Segments.embed(profile: bytes, in: jpeg)
      #expect(try Raster(decoding: embedded) == Raster(decoding: jpeg))
      #expect(try Normalization().apply(to: embedded).notes == ["ignored a broken color profile"])
    }
  }

  @Test("a profile in parts counts in any order, and only whole")
  func parts() throws {
    let profile = try #require(Profiles.displayP3)
    let jpeg = try flat.encodedJPEG(quality: 100)
    func file(_ numbers: [Int]) -> Data {
      numbers.reduce(jpeg) { file, number in
        let part = profile.dropFirst((number - 1) * 200).prefix(number == 3 ? profile.count : 200)
        return Segments.insert(
          marker: 0xE2, Array("ICC_PROFILE\0".utf8) + [UInt8(number), 3] + part, into: file)
      }
    }
    let whole = try Raster(decoding: Segments.embed(profile: profile, in: jpeg))
    #expect(try Raster(decoding: file([1, 2, 3])) == whole)
    #expect(try Raster(decoding: file([2, 3, 1])) == whole)
    #expect(try Raster(decoding: file([3, 1])) == Raster(decoding: jpeg))
    let notes = try Normalization().apply(to: file([3, 1])).notes
    #expect(notes == ["ignored a broken color profile"])
  }

  @Test("a broken profile is ignored, not fatal")
  func broken() throws {
    let profile = try #require(Profiles.displayP3)
    let jpeg = try flat.encodedJPEG()
    for damaged in [profile.prefix(100), Data([1, 2, 3]), Data()] {
      let bytes = Segments.embed(profile: damaged, in: jpeg)
      #expect(try Raster(decoding: bytes) == Raster(decoding: jpeg))
      let notes = try Normalization().apply(to: bytes).notes
      #expect(notes == ["ignored a broken color profile"])
    }
    for packed in [[], Array("P3".utf8), Array("P3\0\0broken".utf8)] {
      let png = try Segments.insert(chunk: "iCCP", packed, into: flat.encodedPNG())
      #expect(try Raster(decoding: png) == flat)
    }
  }
}
