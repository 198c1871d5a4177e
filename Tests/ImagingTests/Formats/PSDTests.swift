import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("PSD")
struct PSDTests {
  @Test(
    "the flat picture is read exactly",
    arguments: [
      PSDs(), PSDs(isPacked: false), PSDs(depth: 16), PSDs(depth: 16, isPacked: false),
      PSDs(isLarge: true),
    ])
  func exact(form: PSDs) throws {
    let value = { (x: Int, y: Int, c: Int) in x * 40 + y * 20 + c * 9 }
    let bytes = form.file { value($0, $1, $2) * (form.depth == 16 ? 257 : 1) }
    let raster = try Raster(decoding: bytes)
    #expect(
      raster
        == Raster(width: 5, height: 3) {
          Color(
            red: UInt8(value($0, $1, 0)), green: UInt8(value($0, $1, 1)),
            blue: UInt8(value($0, $1, 2)))
        })
    #expect(try ImageHeader(reading: bytes).type == .psd)
  }

  @Test("gray, a palette and inks")
  func models() throws {
    let gray = try Raster(decoding: PSDs(mode: 1, channels: 1).file { x, _, _ in x * 50 })
    #expect(gray[4, 0] == Color(red: 200, green: 200, blue: 200))
    let indexed = PSDs(mode: 2, channels: 1, resources: [(1047, Data([0, 7]))])
    let palette = try Raster(decoding: indexed.file { x, _, _ in x + 4 })
    #expect(palette[1, 0] == Color(red: 5, green: 5, blue: 5) && palette[3, 0].alpha == 0)
    let inks = try Raster(
      decoding: PSDs(mode: 4, channels: 4).file { x, _, channel in x == channel ? 0 : 255 })
    #expect(inks[0, 0] == Color(red: 0, green: 255, blue: 255))
  }

  @Test(
    "transparency is kept, and the white behind it removed; other channels are left out with a word"
  )
  func alpha() throws {
    // Red, half seen, on white.
    let clear = PSDs(channels: 4, hasClear: true).file { x, _, channel in
      channel == 0 ? 255 : channel == 3 ? x * 51 : 255 - x * 51
    }
    let raster = try Raster(decoding: clear)
    #expect(raster[2, 0] == Color(red: 255, green: 0, blue: 0, alpha: 102))
    let mask = try Normalization().apply(to: PSDs(channels: 4).file { x, _, _ in x * 50 })
    #expect(!mask.header.hasAlpha)
    #expect(mask.notes == ["left out what is neither color nor transparency"])
  }

  @Test("its profile is applied")
  func profile() throws {
    let form = PSDs(resources: [(1039, try #require(Profiles.displayP3))])
    let image = try Normalization().apply(to: form.file { _, _, channel in channel == 1 ? 200 : 0 })
    #expect(image.notes.contains { $0.hasPrefix("converted from") })
  }

  @Test("what has no flat picture, or another form, is named")
  func refused() {
    func form(_ psd: PSDs) -> String? {
      let fault = #expect(throws: ImageFault.self) {
        try ImageHeader(reading: psd.file { _, _, _ in 0 })
      }
      if case .unsupportedForm(let form) = fault { return form }
      return nil
    }
    let layered = PSDs(resources: [(1057, Data([0, 0, 0, 1, 0, 0, 0, 0, 0]))])
    #expect(form(layered)?.contains("without a flat picture") == true)
    #expect(form(PSDs(mode: 9))?.contains("color mode") == true)
    #expect(form(PSDs(depth: 32)) == "PSD of 32 bits a channel")
  }

  @Test("a cut file is truncated; no damage stops the program")
  func hostile() {
    let file = PSDs(hasClear: true, resources: [(1039, Data(count: 9))]).file { x, _, _ in x }
    for end in stride(from: 5, to: file.count, by: max(1, file.count / 20)) {
      #expect(throws: ImageFault.truncated, "\(end)") { try Raster(decoding: file.prefix(end)) }
    }
    let limits = ImageLimits(maxPixels: 1 << 16, maxSide: 4096)
    for offset in 4..<file.count {
      for value in [UInt8(0), 0x7F, 0xFF] {
        var other = file
        other[offset] = value
        _ = try? Raster(decoding: other, limits: limits)
      }
    }
    #expect(throws: ImageFault.sideTooLong(side: 40_000, bound: 32_768)) {
      try ImageHeader(
        reading: PSDs().file { _, _, _ in 0 }.replacing(14, with: [0, 0, 0x9C, 0x40]))
    }
  }
}

extension Data {
  fileprivate func replacing(_ offset: Int, with bytes: [UInt8]) -> Data {
    var data = self
    data.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    return data
  }
}
