package import Foundation
import TroupeCImaging
package import TroupeVocabulary

extension Raster {
  /// A PNG without metadata. The same pixels give the same bytes.
  ///
  /// - Parameter mayHavePalette: whether a picture of at most 256 colors is written with a palette where that is shorter: not
  ///   every provider takes one.
  /// - Throws: `ImageFault.outOfMemory`.
  package func encodedPNG(mayHavePalette: Bool = false) throws(ImageFault) -> Data {
    try encoded { ti_png_write($0, mayHavePalette ? 1 : 0, $1, $2) }
  }

  /// A JPEG without metadata, transparent parts on white.
  ///
  /// The same pixels and options give the same bytes.
  /// - Throws: `ImageFault.unsupportedForm` for a side over 65,500 pixels, `.outOfMemory`.
  package func encodedJPEG(_ options: JPEGOptions = JPEGOptions()) throws(ImageFault) -> Data {
    let quality = Int32(min(max(options.quality, 1), 100))
    let subsampling: Int32 = options.subsamplesChroma ? 1 : 0
    return try flattened().encoded { ti_jpeg_write($0, quality, subsampling, $1, $2) }
  }

  /// A JPEG of a quality from 1 to 100, with the other defaults of references.
  package func encodedJPEG(quality: Int) throws(ImageFault) -> Data {
    try encodedJPEG(JPEGOptions(quality: quality))
  }

  /// A WebP without metadata, transparent parts as they are.
  ///
  /// - Parameter quality: from 1 to 100; `nil` loses nothing.
  /// - Throws: `ImageFault.unsupportedForm` for a side over 16,383 pixels, `.outOfMemory`.
  package func encodedWebP(quality: Int?) throws(ImageFault) -> Data {
    let level = Int32(min(max(quality ?? 100, 1), 100))
    return try encoded { ti_webp_write($0, level, quality == nil ? 1 : 0, $1, $2) }
  }

  /// Encodes as `type`; without one by content: PNG for drawings, JPEG for photographs.
  ///
  /// - Parameter mayHavePalette: as for `encodedPNG`.
  /// - Throws: `ImageFault.unsupported` for a type that Troupe does not write.
  package func encoded(
    as type: MediaType? = nil, jpeg: JPEGOptions = JPEGOptions(), mayHavePalette: Bool = false
  ) throws(ImageFault) -> (Data, MediaType) {
    let type = type ?? (isDrawing ? .png : .jpeg)
    switch type {
    case .png: return (try encodedPNG(mayHavePalette: mayHavePalette), .png)
    case .jpeg: return (try encodedJPEG(jpeg), .jpeg)
    default: throw .unsupported(type: type.name)
    }
  }

  private func encoded(
    by encode: (
      ti_surface, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>
    ) -> ti_outcome
  ) throws(ImageFault) -> Data {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    let outcome = readSurface { encode($0, &bytes, &count) }
    try outcome.check(bytes: pixels.count)
    guard let bytes else { throw .outOfMemory(bytes: pixels.count) }
    return Data(bytesNoCopy: bytes, count: count, deallocator: .free)
  }
}

extension Raster {
  /// Whether PNG suits the content: it is partly transparent, or mostly flat areas.
  ///
  /// JPEG suits photographs and grainy paintings, even on a plain background.
  package var isDrawing: Bool { !isOpaque || flatness >= 0.7 }

  /// The share of pixels that repeat their left or upper neighbor exactly, 0...1.
  private var flatness: Double {
    Double(readSurface { ti_count_repeats($0, 0, height) }) / Double(max(width * height, 1))
  }
}
