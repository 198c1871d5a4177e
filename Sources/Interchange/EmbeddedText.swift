/// A text that the file of a picture carries besides its pixels.
package struct EmbeddedText: Hashable, Sendable {
  /// What kind of place it stood in.
  package enum Place: String, Sendable {
    /// A text chunk of a PNG (`tEXt`, `zTXt`, `iTXt`) or its private chunk `comf`; its name is the keyword.
    case png
    /// A tag of EXIF; its name is that of the EXIF standard, as `UserComment` or `ImageDescription`.
    case exif
    /// A property of XMP; its name has the usual prefix of its namespace, as `dc:description`.
    case xmp
    /// A comment of a JPEG or GIF; it has no name.
    case comment
    /// A file next to the picture; its name is its ending, as `txt` or `json`.
    case sidecar
  }

  package let place: Place
  package let name: String
  package let text: String

  package init(_ place: Place, _ name: String, _ text: String) {
    (self.place, self.name, self.text) = (place, name, text)
  }
}
