package import Foundation
import Synchronization

/// A font in memory: TTF, OTF, or one face of a TTC.
package struct Font: Sendable {
  /// Why bytes cannot be used as a font.
  package enum Fault: Error, Hashable, Sendable {
    /// The bytes contain no font with outlines or colored bitmaps, or none at that index.
    case notAFont
    /// The package was built without its trait `Text`, so no text can be drawn.
    case builtWithoutText
  }

  private let storage: Storage

  /// Opens a font. The bytes are copied.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - index: the face of a collection, from 0.
  /// - Throws: `Font.Fault`.
  package init(bytes: Data, index: Int = 0) throws(Fault) {
    #if Text
      guard let face = FontFace(bytes: bytes, index: index) else { throw .notAFont }
      storage = Storage(face)
    #else
      throw .builtWithoutText
    #endif
  }

  /// Whether the font has a glyph for each of `scalars`.
  package func covers(_ scalars: [Unicode.Scalar]) -> Bool {
    withFace { face in scalars.allSatisfy { face.covers($0) } }
  }

  /// Calls `body` with the face, which only one thread at a time may use.
  func withFace<Result: Sendable>(_ body: (FontFace) -> Result) -> Result {
    storage.face.withLock { body($0) }
  }

  private final class Storage: Sendable {
    let face: Mutex<FontFace>

    init(_ face: sending FontFace) { self.face = Mutex(face) }
  }
}

extension [Font] {
  /// The distinct characters of `text` that no font has, sorted; without emoji and invisible
  /// characters. All of its characters if there are no fonts.
  package func lacking(_ text: String) -> String {
    String(Set(text).filter { !$0.isOmittedIfLacking && !has($0) }.sorted())
  }

  private func has(_ character: Character) -> Bool {
    contains { $0.covers(Array<Unicode.Scalar>(character.visibleScalars.prefix(1))) }
  }
}

extension Character {
  /// The scalars without those that draw nothing: controls, joiners, selectors.
  var visibleScalars: [Unicode.Scalar] {
    unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
    }
  }

  /// Whether the character is omitted, rather than drawn as an empty box, if no font has it.
  var isOmittedIfLacking: Bool {
    guard let first = visibleScalars.first else { return true }
    return first.properties.isEmojiPresentation || first.properties.isEmojiModifierBase
  }
}
