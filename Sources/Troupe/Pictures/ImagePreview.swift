public import Foundation
internal import TroupeImaging

/// A picture made small, for whoever shows it: upright, in sRGB.
public struct ImagePreview: Hashable, Sendable {
  /// The file that it was made from, which is not to be changed.
  public let file: URL
  /// The type of that file.
  public let type: MediaType
  /// Whether the pixels in the file stand upright.
  public let isUpright: Bool
  /// The size of the file's picture in pixels, upright.
  public let fullWidth: Int, fullHeight: Int
  /// The size of the preview in pixels.
  public private(set) var width: Int, height: Int
  /// Rows from the top: red, green, blue and alpha of each pixel, from 0 to 255.
  public private(set) var pixels: Data

  /// - Parameter longEdge: the most pixels of the longer side.
  /// - Throws: `ImageFault`.
  init(_ bytes: Data, at file: URL, longEdge: Int) throws(ImageFault) {
    let header = try ImageHeader(reading: bytes)
    let raster = try Raster(decoding: bytes, atLeast: longEdge).resized(toFit: longEdge)
    self.file = file
    type = header.type
    (fullWidth, fullHeight) = (header.orientedWidth, header.orientedHeight)
    (width, height) = (raster.width, raster.height)
    isUpright = header.orientation == 1
    pixels = raster.rgba
  }

  /// The same made smaller.
  /// - Parameter longEdge: the most pixels of the longer side; it is never enlarged.
  public func resized(longEdge: Int) -> ImagePreview {
    var smaller = self
    let raster = Raster(width: width, height: height, channels: 4, pixels: [UInt8](pixels))
      .resized(toFit: max(1, longEdge))
    (smaller.width, smaller.height, smaller.pixels) = (raster.width, raster.height, raster.rgba)
    return smaller
  }

  /// The preview as a JPEG of so many bytes at most: of less quality, then smaller, until it fits.
  /// - Parameter bytes: 4,000 or more.
  /// - Returns: the file, and the preview that it shows.
  /// - Throws: `TroupeError.image` where memory is out.
  public func encodedJPEG(atMost bytes: Int) throws -> (file: Data, shown: ImagePreview) {
    var shown = self
    do {
      while true {
        let raster = Raster(
          width: shown.width, height: shown.height, channels: 4, pixels: [UInt8](shown.pixels))
        for quality in [88, 75, 60, 45] {
          let file = try raster.encodedJPEG(quality: quality)
          if file.count <= bytes { return (file, shown) }
        }
        let edge = max(shown.width, shown.height)
        guard edge > 32 else { return (try raster.encodedJPEG(quality: 30), shown) }
        shown = shown.resized(longEdge: edge * 3 / 4)
      }
    } catch let fault {
      throw TroupeError.image(name: file.lastPathComponent, fault)
    }
  }

  /// The preview as a file.
  /// - Throws: `TroupeError.image` where memory is out.
  public func encodedPNG() throws -> Data {
    do {
      return try Raster(width: width, height: height, channels: 4, pixels: [UInt8](pixels))
        .encodedPNG()
    } catch let fault {
      throw TroupeError.image(name: file.lastPathComponent, fault)
    }
  }
}

extension Raster {
  /// Four bytes a pixel.
  fileprivate var rgba: Data {
    if channels == 4 { return Data(pixels) }
    var bytes = Data(capacity: width * height * 4)
    var place = 0
    while place < pixels.count {
      bytes.append(contentsOf: pixels[place..<place + channels])
      bytes.append(255)
      place += channels
    }
    return bytes
  }
}
