import Foundation
import TroupeVocabulary

/// The bytes of an image, understood as far as its header and lists of parts go.
struct SourceImage {
  enum Layout {
    case png(PNGLayout)
    case jpeg(JPEGLayout)
  }

  let bytes: Data
  let layout: Layout

  /// - Throws: `ImageFault`; what the bytes are when they are something else than PNG or JPEG.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    guard !bytes.isEmpty else { throw .empty }
    self.bytes = bytes
    switch MediaType(sniffing: bytes) {
    case .png: layout = .png(try PNGLayout(reading: bytes, limits: limits))
    case .jpeg: layout = .jpeg(try JPEGLayout(reading: bytes, limits: limits))
    default:
      let starts: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A], [0xFF, 0xD8]]
      guard !starts.contains(where: { $0.starts(with: bytes) }) else { throw .truncated }
      throw ForeignType.fault(for: bytes)
    }
  }

  var header: ImageHeader {
    switch layout {
    case .png(let png): png.header
    case .jpeg(let jpeg): jpeg.header
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
    }
  }
}
