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
