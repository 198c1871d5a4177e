package import Foundation
package import TroupeVocabulary

/// A picture in a form that goes into a document as it is: a JPEG's own bytes, else rows of pixels in a zlib stream.
package struct PrintableImage: Sendable {
  /// How pixels are packed.
  package enum Packing: Sendable {
    /// A JPEG file.
    case jpeg
    /// A zlib stream of rows, each filtered as in a PNG.
    case filteredRows
  }

  /// The packed pixels.
  package let bytes: Data
  /// How they are packed.
  package let packing: Packing
  /// Pixels across.
  package let width: Int
  /// Pixels down.
  package let height: Int
  /// 1 for gray, 3 for RGB, 4 for CMYK, of 8 bits each.
  package let components: Int
  /// The color profile that its colors are to be read by; `nil` for sRGB, and for gray and CMYK without one.
  package let profile: Data?

  /// Whether greater values mean less of a color: CMYK in a JPEG.
  package var isInverted: Bool { components == 4 }

  /// Takes a JPEG as it is unless it lies on its side; anything else is decoded, on white where it is transparent.
  /// - Throws: `ImageFault`, as decoding does.
  package init(_ bytes: Data) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: .standard)
    let header = source.header
    if header.type == .jpeg, header.orientation == 1, header.bitDepth == 8 {
      self.bytes = bytes
      packing = .jpeg
      (width, height) = (header.width, header.height)
      components = header.colorModel == .gray ? 1 : header.colorModel == .cmyk ? 4 : 3
      profile = Self.usable(source.profile.bytes, components: components)
      return
    }
    let raster = try Raster(decoding: bytes).flattened()
    let png = try raster.encodedPNG()
    // The writer makes one without interlacing, of 8 bits, in gray where all pixels are.
    let reader = ByteReader(png)
    self.bytes = Self.pixels(reader)
    packing = .filteredRows
    (width, height) = (raster.width, raster.height)
    components = reader.byte(at: 25) == 0 ? 1 : 3
    profile = nil
  }

  /// A profile for colors of that many components.
  private static func usable(_ profile: Data?, components: Int) -> Data? {
    guard let profile, profile.count >= 128 else { return nil }
    let space = [1: "GRAY", 3: "RGB ", 4: "CMYK"][components] ?? ""
    return ByteReader(profile).holds(space, at: 16) ? profile : nil
  }

  /// What the chunks `IDAT` of a PNG hold.
  private static func pixels(_ png: ByteReader) -> Data {
    var (pixels, offset) = (Data(), 8)
    while let length = png.number(at: offset, length: 4) {
      if png.holds("IDAT", at: offset + 4), let part = png.slice(at: offset + 8, length: length) {
        pixels += part
      }
      offset += length + 12
    }
    return pixels
  }
}
