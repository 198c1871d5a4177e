import Foundation
import TroupeVocabulary

/// The bytes of an image, parsed as far as its header and the positions of its parts.
struct SourceImage {
  enum Layout {
    case png(PNGLayout)
    case jpeg(JPEGLayout)
    case webp(WebPLayout)
    case tiff(TIFFLayout)
    case heif(HEIFLayout)
    case gif(GIFLayout)
    case psd(PSDLayout)
  }

  let bytes: Data
  let layout: Layout

  /// - Throws: `ImageFault`, which names the type of the bytes if it is not supported.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    guard !bytes.isEmpty else { throw .empty }
    self.bytes = bytes
    switch MediaType(sniffing: bytes) {
    case .png: layout = .png(try PNGLayout(reading: bytes, limits: limits))
    case .jpeg: layout = .jpeg(try JPEGLayout(reading: bytes, limits: limits))
    case .webp: layout = .webp(try WebPLayout(reading: bytes, limits: limits))
    case .tiff: layout = .tiff(try TIFFLayout(reading: bytes, limits: limits))
    case .heic: layout = .heif(try HEIFLayout(.heic, reading: bytes, limits: limits))
    case .avif: layout = .heif(try HEIFLayout(.avif, reading: bytes, limits: limits))
    case .gif: layout = .gif(try GIFLayout(reading: bytes, limits: limits))
    case .psd: layout = .psd(try PSDLayout(reading: bytes, limits: limits))
    case nil:
      guard !Self.isCutSignature(bytes) else { throw .truncated }
      throw FileSignature.fault(for: bytes)
    }
  }

  var header: ImageHeader {
    switch layout {
    case .png(let png): png.header
    case .jpeg(let jpeg): jpeg.header
    case .webp(let webp): webp.header
    case .tiff(let tiff): tiff.header
    case .heif(let heif): heif.header
    case .gif(let gif): gif.header
    case .psd(let psd): psd.header
    }
  }

  /// Camera data and XMP.
  var metadata: ImageMetadata {
    switch layout {
    case .png(let png): png.metadata
    case .jpeg(let jpeg): jpeg.metadata
    case .webp(let webp): webp.metadata
    case .tiff(let tiff): tiff.metadata
    case .heif, .gif, .psd: ImageMetadata()
    }
  }

  /// What is odd about the file itself, as human-readable text.
  var notes: [String] {
    var notes: [String] = []
    if length == nil { notes.append("the end of the file is missing; all pixels are there") }
    if header.isAnimated { notes.append("kept the first picture of an animation") }
    switch layout {
    case .tiff(let tiff): notes += tiff.notes
    case .heif(let heif): notes += heif.notes
    case .psd(let psd): notes += psd.notes
    case .png, .jpeg, .webp, .gif: break
    }
    return notes
  }

  /// How many of the bytes are the picture's file; `nil` if the file ends early. If it decodes even so,
  /// then all of its pixels are there.
  var length: Int? {
    switch layout {
    case .png(let png): png.end == .whole ? png.length : nil
    case .jpeg(let jpeg): jpeg.end(in: bytes)
    case .webp(let webp): webp.length > bytes.count ? nil : webp.length
    case .tiff, .heif, .gif, .psd: bytes.count
    }
  }

  /// The embedded profile, `nil` if there is none; `isBroken` if it cannot be decompressed.
  var profile: (bytes: Data?, isBroken: Bool) {
    switch layout {
    case .png(let png):
      let unpacked = png.profile.flatMap(Inflated.profile)
      return (unpacked, png.profile != nil && unpacked == nil)
    case .jpeg(let jpeg):
      return (jpeg.profile, false)
    case .webp(let webp):
      return (webp.profile, false)
    case .tiff(let tiff):
      return (tiff.profile, false)
    case .heif(let heif):
      return (heif.profile, false)
    case .gif:
      return (nil, false)
    case .psd(let psd):
      return (psd.profile, false)
    }
  }

  /// Whether the file ends within the signature of a supported type.
  private static func isCutSignature(_ bytes: Data) -> Bool {
    let signatures: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A], [0xFF, 0xD8]]
    return signatures.contains { $0.starts(with: bytes) }
      || (bytes.count < 12 && bytes.starts(with: "RIFF".utf8))
  }
}
