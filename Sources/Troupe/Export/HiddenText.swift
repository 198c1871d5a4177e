internal import Foundation
internal import TroupeImaging
internal import TroupeInterchange

/// The text that some tools hide in the lowest bits of a picture's alpha.
enum HiddenText {
  /// The text of a picture that has one, and whether it is compressed; `nil` for none.
  static func found(in file: Data) -> (bytes: Data, compressed: Bool)? {
    guard let raster = raster(of: file),
      let found = StealthText.read(
        width: raster.width, height: raster.height, rgba: raster.pixels)
    else { return nil }
    return (found.bytes, found.compressed)
  }

  /// `file` as a PNG without it; `nil` where there is none.
  static func cleared(_ file: Data) throws(ImageFault) -> Data? {
    guard found(in: file) != nil, let raster = raster(of: file) else { return nil }
    var pixels = raster.pixels
    // What was hidden stands where alpha is 254 or 255.
    for index in stride(from: 3, to: pixels.count, by: 4) { pixels[index] |= 1 }
    return try Raster(
      width: raster.width, height: raster.height, channels: 4, pixels: pixels
    ).encodedPNG()
  }

  private static func raster(of file: Data) -> Raster? {
    guard let header = try? ImageHeader(reading: file), header.hasAlpha,
      [.png, .webp].contains(header.type), header.width * header.height <= mostPixels,
      let raster = try? Raster(decodingRaw: file), raster.channels == 4
    else { return nil }
    return raster
  }

  /// Pixels of a picture in which it is looked for, at most; NovelAI's have 3 million.
  private static let mostPixels = 16_000_000
}
