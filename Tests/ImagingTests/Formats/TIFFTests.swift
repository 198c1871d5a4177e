import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("TIFF", .enabled(if: FormatLibraries.canReadTIFF, "libtiff is not on this machine"))
struct TIFFTests {
  /// A value of eight bits for each place, other ones for each channel.
  private func value(_ x: Int, _ y: Int, _ channel: Int) -> Int {
    10 + x * 50 + y * 20 + channel * 5
  }

  private func expected(_ form: TIFFs, _ color: (Int, Int) -> Color) -> Raster {
    Raster(width: form.width, height: form.height, color)
  }

  private func rgb(_ x: Int, _ y: Int) -> Color {
    Color(
      red: UInt8(value(x, y, 0)), green: UInt8(value(x, y, 1)), blue: UInt8(value(x, y, 2)))
  }

  @Test(
    "RGB is read exactly, however it is stored",
    arguments: [
      TIFFs(), TIFFs(isLittleEndian: false), TIFFs(isPlanar: true),
      TIFFs(width: 20, height: 18, tile: 16),
      TIFFs(width: 20, height: 18, isPlanar: true, tile: 16), TIFFs(bits: 16),
      TIFFs(bits: 16, isLittleEndian: false, isPlanar: true),
    ])
  func plain(form: TIFFs) throws {
    let small = { (x: Int, y: Int, c: Int) in (x * 9 + y * 3 + c) % 256 }
    let bytes = form.file { small($0, $1, $2) * (form.bits == 16 ? 257 : 1) }
    let raster = try Raster(decoding: bytes)
    #expect(
      raster
        == expected(form) {
          Color(
            red: UInt8(small($0, $1, 0)), green: UInt8(small($0, $1, 1)),
            blue: UInt8(small($0, $1, 2)))
        })
    let header = try ImageHeader(reading: bytes)
    #expect(header.type == .tiff && header.bitDepth == form.bits && !header.hasAlpha)
  }

  @Test("gray of any depth", arguments: [1, 2, 4, 8, 16], [0, 1])
  func gray(bits: Int, photometric: Int) throws {
    let most = 1 << bits - 1
    let form = TIFFs(bits: bits, photometric: photometric)
    let raster = try Raster(decoding: form.file { x, y, _ in (x + y) * most / 5 })
    for x in 0..<4 {
      let stored = (x + 1) * most / 5
      let value = photometric == 0 ? most - stored : stored
      #expect(abs(Int(raster[x, 1].red) - value * 255 / most) <= 1, "\(x)")
      #expect(raster[x, 1].red == raster[x, 1].blue)
    }
  }

  @Test("a palette")
  func palette() throws {
    let palette = (0..<3).flatMap { channel in (0..<16).map { ($0 * 10 + channel * 3) * 257 } }
    let form = TIFFs(bits: 4, photometric: 3, palette: palette)
    let raster = try Raster(decoding: form.file { x, y, _ in x + y })
    #expect(raster[3, 2] == Color(red: 50, green: 53, blue: 56))
  }

  @Test(
    "alpha with or without multiplied colors means the same", arguments: [1, 2], [false, true])
  func alpha(kind: Int, isPlanar: Bool) throws {
    let form = TIFFs(extra: [kind], isPlanar: isPlanar)
    let raster = try Raster(
      decoding: form.file { x, _, number in
        number == 3 ? [0, 51, 128, 255][x] : kind == 1 ? [0, 40, 100, 200][x] : 200
      })
    #expect(raster.channels == 4 && raster[0, 0].alpha == 0)
    for x in 1..<4 { #expect(abs(Int(raster[x, 0].red) - 200) <= 1, "\(x)") }
  }

  @Test("a channel of unknown meaning is left out, and so are further pages, with a word")
  func leftOut() throws {
    let form = TIFFs(extra: [0], hasSecondPage: true)
    let image = try Normalization().apply(to: form.file(value))
    #expect(!image.header.hasAlpha)
    #expect(image.notes.contains("left out what is neither color nor transparency"))
    #expect(image.notes.contains("kept the first of several pictures"))
  }

  @Test("it is turned upright", arguments: [(3, 3, 2), (6, 2, 0), (8, 0, 3)])
  func orientation(number: Int, x: Int, y: Int) throws {
    let form = TIFFs(orientation: number)
    let raster = try Raster(decoding: form.file(value))
    #expect(raster[x, y] == rgb(0, 0), "\(number)")
    #expect(raster.width == (number >= 5 ? 3 : 4))
    #expect(
      try Normalization().apply(to: form.file(value)).notes.contains("oriented from TIFF \(number)")
    )
  }

  @Test("colors come through its profile, 16 bits before they are rounded")
  func profile() throws {
    let linear = try #require(Profiles.linear)
    let deep = TIFFs(bits: 16, profile: linear).file { _, _, _ in 655 }
    // Rounded first, 1 % of light would be 3 of 255, and 27 in sRGB.
    #expect(try Raster(decoding: deep)[0, 0] == Color(red: 25, green: 25, blue: 25))
    let p3 = TIFFs(profile: try #require(Profiles.displayP3)).file { _, _, number in
      number == 1 ? 200 : 0
    }
    let image = try Normalization().apply(to: p3)
    #expect(image.notes.contains { $0.hasPrefix("converted from") })
  }

  @Test("CMYK, with 255 for full ink")
  func inks() throws {
    let raster = try Raster(
      decoding: TIFFs(photometric: 5).file { x, _, number in x == number ? 255 : 0 })
    #expect(raster[0, 0] == Color(red: 0, green: 255, blue: 255))
    #expect(raster[3, 0] == Color(red: 0, green: 0, blue: 0))
  }

  @Test("forms that are not read are named")
  func refused() {
    func fault(_ form: TIFFs) -> ImageFault? {
      #expect(throws: ImageFault.self) { try ImageHeader(reading: form.file { _, _, _ in 0 }) }
    }
    #expect(
      fault(TIFFs(entries: [(339, 3, 3)]))
        == .unsupportedForm("TIFF of signed or floating-point numbers"))
    #expect(fault(TIFFs(photometric: 8)) == .unsupportedForm("TIFF of an unusual color space"))
    #expect(fault(TIFFs(entries: [(254, 4, 1)])) == .unsupported(type: "camera raw"))
    #expect(
      fault(TIFFs(entries: [(256, 4, 40_000)])) == .sideTooLong(side: 40_000, bound: 32_768))
    #expect(
      fault(TIFFs(entries: [(256, 4, 30_000), (257, 4, 30_000)]))
        == .tooManyPixels(width: 30_000, height: 30_000, bound: 100_000_000))
  }

  @Test("a cut file is an error, wherever it is cut")
  func cut() throws {
    let bytes = TIFFs(width: 20, height: 18, tile: 16).file { x, _, _ in x }
    for step in 1..<20 {
      let fault = #expect(throws: ImageFault.self) {
        try Raster(decoding: bytes.prefix(bytes.count * step / 20))
      }
      if step > 4 { #expect(fault == .truncated, "\(step)") }
    }
  }

  @Test("no change of a byte of the header stops the program")
  func damaged() {
    let bytes = TIFFs(width: 20, height: 18, tile: 16).file { x, _, _ in x }
    let limits = ImageLimits(maxPixels: 1 << 16, maxSide: 4096)
    for offset in 0..<180 {
      for value in [UInt8(0), 0x7F, 0xFF] {
        var other = bytes
        other[offset] = value
        _ = try? Raster(decoding: other, limits: limits)
      }
    }
  }
}
