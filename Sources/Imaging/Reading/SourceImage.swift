import Foundation
import TroupeVocabulary

/// The bytes of an image, understood as far as its header and lists of parts go.
struct SourceImage {
  enum Layout {
    case png(PNGLayout)
    case jpeg(JPEGLayout)
    case webp(WebPLayout)
  }

  let bytes: Data
  let layout: Layout

  /// - Throws: `ImageFault`; what the bytes are when they are of a type that is not read.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    guard !bytes.isEmpty else { throw .empty }
    self.bytes = bytes
    switch MediaType(sniffing: bytes) {
    case .png: layout = .png(try PNGLayout(reading: bytes, limits: limits))
    case .jpeg: layout = .jpeg(try JPEGLayout(reading: bytes, limits: limits))
    case .webp: layout = .webp(try WebPLayout(reading: bytes, limits: limits))
    case nil:
      guard !Self.isCutMark(bytes) else { throw .truncated }
      throw ForeignType.fault(for: bytes)
    }
  }

  var header: ImageHeader {
    switch layout {
    case .png(let png): png.header
    case .jpeg(let jpeg): jpeg.header
    case .webp(let webp): webp.header
    }
  }

  /// The embedded profile; `nil` if there is none, `broken` if it cannot be unpacked.
  var profile: (bytes: Data?, isBroken: Bool) {
    switch layout {
    case .png(let png):
      let unpacked = png.profile.flatMap(CompressedProfile.unpack)
      return (unpacked, png.profile != nil && unpacked == nil)
    case .jpeg(let jpeg):
      return (jpeg.profile, false)
    case .webp(let webp):
      return (webp.profile, false)
    }
  }

  /// Whether the file ends within the mark of a type that is read.
  private static func isCutMark(_ bytes: Data) -> Bool {
    let marks: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A], [0xFF, 0xD8]]
    return marks.contains { $0.starts(with: bytes) }
      || (bytes.count < 12 && bytes.starts(with: "RIFF".utf8))
  }
}
