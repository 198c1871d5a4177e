package import Foundation

/// A picture that a character's file has or names.
package struct CardImage: Hashable, Sendable {
  /// Where the bytes of the picture are.
  package enum Source: Hashable, Sendable {
    /// The file itself is the picture.
    case wholeFile
    /// The bytes stood in the file.
    case embedded(Data)
    /// An entry of the archive, by its exact name. The name comes from the file: it is for looking up, never a path.
    case entry(String)
  }

  /// What the picture shows.
  package enum Role: String, Hashable, Sendable, CaseIterable {
    /// The portrait of the character.
    case icon
    /// The character with an expression, which `name` tells.
    case expression
    /// A place.
    case background
    /// Whoever speaks with the character.
    case userIcon
    /// The face of the character.
    case face
    /// The whole character.
    case body
    /// What the character wears.
    case clothing
    case other
  }

  package let source: Source
  package let role: Role
  /// The name in the file, as `main` or `happy`; empty where there is none.
  package let name: String
  /// The SHA-256 that the file tells, in hexadecimal digits; whoever loads the bytes can check it.
  package let checksum: String?

  package init(source: Source, role: Role, name: String = "", checksum: String? = nil) {
    (self.source, self.role, self.name, self.checksum) = (source, role, name, checksum)
  }

  /// Endings of files of pictures.
  private static let endings: Set = [
    "png", "apng", "jpg", "jpeg", "jfif", "webp", "gif", "avif", "heic", "heif", "jxl", "bmp",
    "tif",
    "tiff",
  ]

  /// Whether an ending, without its period, is that of a picture.
  static func isPicture(ending: some StringProtocol) -> Bool {
    endings.contains(ending.lowercased())
  }

  /// Whether bytes begin as a picture does.
  static func isPicture(_ file: ByteView) -> Bool {
    file.has("PNG\r\n\u{1A}\n", at: 1) && file.byte(0) == 0x89
      || file.byte(0) == 0xFF && file.byte(1) == 0xD8 && file.byte(2) == 0xFF
      || file.has("RIFF") && file.has("WEBP", at: 8)
      || file.has("GIF8") || file.has("BM") || file.has("II*\0") || file.has("MM\0*")
      || file.has("ftypavi", at: 4) || file.has("ftypmif1", at: 4) || file.has("ftyphei", at: 4)
      || file.has("JXL ", at: 4) || file.byte(0) == 0xFF && file.byte(1) == 0x0A
  }
}
