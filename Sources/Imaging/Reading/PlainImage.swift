package import Foundation
import TroupeCImaging
import TroupeVocabulary

/// Files that need not be made again before others get them.
package enum PlainImage {
  /// Whether a file shows the same to everyone and tells nothing else: no camera data, no place, no
  /// colors of its own, nothing behind its end or under full transparency. False if it cannot be read.
  package static func isPlain(_ bytes: Data) -> Bool {
    guard let source = try? SourceImage(reading: bytes, limits: .standard) else { return false }
    let header = source.header
    return !header.hasMetadata && header.colorModel != .cmyk && header.bitDepth <= 8
      && source.length == bytes.count && source.colors().notes.isEmpty && !hides(source)
  }

  /// Whether there are colors that no one can see, or nothing to see at all.
  private static func hides(_ source: SourceImage) -> Bool {
    guard source.header.hasAlpha else { return false }
    guard var raster = try? source.stored(maxScans: ImageLimits.standard.maxScans) else {
      return true
    }
    var unseen = ti_unseen()
    raster.withSurface { unseen = ti_clear_unseen($0) }
    return unseen.has_colors != 0 || unseen.count == raster.width * raster.height
  }
}
