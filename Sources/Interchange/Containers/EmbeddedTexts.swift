package import Foundation

/// What the file of a picture carries besides its pixels.
///
/// The kind of the file is told from its first bytes, never from its name. Any bytes can be given:
/// what is broken or too large is left out and named in the notes.
package struct EmbeddedTexts: Hashable, Sendable {
  /// The texts in the order of the file.
  package let texts: [EmbeddedText]
  /// Signs of where the picture comes from, in the order of the file.
  package let marks: [ImageMark]
  /// What the Content Credentials of the file name as the pictures that this one was made from.
  package let parents: [CredentialParent]
  /// The names by which the Content Credentials of pictures made from this one call it: the label of its active
  /// manifest and the identifiers of its instance.
  package let identifiers: [String]
  /// What was left out or could not be read, in short sentences with sizes.
  package let notes: [String]

  /// Reads all texts and marks from the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file of a PNG, JPEG, WebP, AVIF, HEIC, JPEG XL, GIF or TIFF.
  ///   - inflate: The bytes of a zlib stream, at most so many; nil where it is broken or longer.
  package init(reading bytes: Data, inflate: (_ zlib: Data, _ most: Int) -> Data?) {
    var found = Findings()
    let file = ByteView(bytes)
    if file.has("PNG\r\n\u{1A}\n", at: 1), file.byte(0) == 0x89 {
      PNGTexts.read(file, into: &found, inflate: inflate)
    } else if file.byte(0) == 0xFF, file.byte(1) == 0xD8, file.byte(2) == 0xFF {
      JPEGTexts.read(file, into: &found)
    } else if file.has("RIFF"), file.has("WEBP", at: 8) {
      WebPTexts.read(file, into: &found)
    } else if file.has("ftyp", at: 4) || file.has("JXL ", at: 4) {
      ISOBMFFTexts.read(file, into: &found)
    } else if file.has("GIF87a") || file.has("GIF89a") {
      GIFTexts.read(file, into: &found)
    } else if file.has("II*\0") || file.has("MM\0*") {
      EXIFTexts.read(file, into: &found)
    } else {
      found.note("The \(file.count) bytes are not a file of a known kind of picture.")
    }
    self.init(found)
  }

  /// Reads the texts and marks of a packet of XMP, as a file next to a picture has it.
  package init(xmp packet: Data) {
    var found = Findings()
    XMPTexts.read(ByteView(packet), into: &found)
    self.init(found)
  }

  private init(_ found: Findings) {
    var found = found
    found.identify(found.texts.filter { $0.name == "xmpMM:InstanceID" }.map(\.text))
    (texts, marks, notes) = (found.texts, found.marks, found.notes)
    (parents, identifiers) = (found.parents, found.identifiers)
  }
}

/// A sign in the file of a picture of where the picture comes from.
package enum ImageMark: Hashable, Sendable {
  /// Content Credentials (C2PA), whose signature is not checked.
  ///
  /// - generator: The program that wrote the active manifest.
  /// - model: The program or model that an action names as its agent; that of a picture made by
  ///   a model goes before any other.
  /// - sourceTypes: The last parts of the digital source types of all manifests, each once, in
  ///   the order of the file.
  case contentCredentials(generator: String?, model: String?, sourceTypes: [String])
  /// The last part of the URL in the IPTC property DigitalSourceType.
  case sourceType(String)
  /// The line of credit, `photoshop:Credit` or that of an IPTC block.
  case credit(String)
  /// China's label of generated content, `TC260:AIGC`: JSON as it stands in the file.
  case label(String)
}
