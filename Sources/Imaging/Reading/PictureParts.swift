package import Foundation
package import TroupeVocabulary

/// The parts of a file that make its picture: files with equal parts are one picture, whatever else they say.
package struct PictureParts: Sendable {
  /// What is said of the pixels: type, size, which side is up, colors.
  package let facts: Data
  /// Where the pixels stand in the file, in order; never empty.
  package let ranges: [Range<Int>]

  /// Reads the head of a PNG, JPEG or WebP; nothing is decoded. `nil` for other files and for broken ones.
  package init?(reading bytes: Data, limits: ImageLimits = .standard) {
    guard let source = try? SourceImage(reading: bytes, limits: limits) else { return nil }
    switch source.layout {
    case .png(let png):
      ranges = png.parts.map { $0.offset..<$0.offset + $0.length }
    case .jpeg(let jpeg):
      ranges = jpeg.pixelSegments + [jpeg.firstScan..<bytes.count]
    case .webp(let webp):
      ranges = [webp.picture]
    default: return nil
    }
    guard !ranges.isEmpty, ranges.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= bytes.count })
    else { return nil }
    let header = source.header
    let said =
      "\(header.type.rawValue) \(header.width) \(header.height) \(header.orientation) "
      + source.colors().notes.joined(separator: ";")
    facts = Data(said.utf8) + (source.profile.bytes ?? Data())
  }
}
