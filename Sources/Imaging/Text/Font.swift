package import Foundation
import Synchronization

/// A font in memory: TTF, OTF, or one face of a TTC.
package struct Font: Sendable {
  /// Why bytes cannot be used as a font.
  package enum Fault: Error, Hashable, Sendable {
    /// The bytes hold no font of outlines or colored pictures, or none at that index.
    case notAFont
  }

  private let storage: Storage

  /// Opens a font. The bytes are copied.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - index: which face of a collection.
  /// - Throws: `Font.Fault`.
  package init(bytes: Data, index: Int = 0) throws(Fault) {
    guard let face = FontFace(bytes: bytes, index: index) else { throw .notAFont }
    storage = Storage(face)
  }

  /// Whether it has a glyph for each of `scalars`.
  package func covers(_ scalars: [Unicode.Scalar]) -> Bool {
    withFace { face in scalars.allSatisfy { face.covers($0) } }
  }

  /// Uses the face, which one thread at a time may do.
  func withFace<Result: Sendable>(_ body: (FontFace) -> Result) -> Result {
    storage.face.withLock { body($0) }
  }

  private final class Storage: Sendable {
    let face: Mutex<FontFace>

    init(_ face: sending FontFace) { self.face = Mutex(face) }
  }
}
