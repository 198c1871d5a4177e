import Foundation
import TroupeImaging
import TroupeVocabulary

/// Which of the libraries that a machine may lack are here, with what they need in turn.
enum FormatLibraries {
  static let canReadTIFF = isThere(TIFFs().file { _, _, _ in 0 })
  static let canReadHEIF = isThere(HEIFs.heic) && isThere(HEIFs.avif)

  private static func isThere(_ bytes: Data) -> Bool {
    do {
      _ = try Raster(decoding: bytes)
      return true
    } catch {
      if case .unsupportedForm = error { return false }
      if case .noReader = error { return false }
      return true
    }
  }
}
