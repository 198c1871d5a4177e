package import Foundation

/// A file `.char` of Omnichar to be written: format version 1, with the references and without anything compiled of them.
///
/// Programs make the sets of references for their models themselves; the SDK takes the references where there is none.
package struct OmnicharFile: Sendable {
  /// A reference picture.
  package struct Reference: Hashable, Sendable {
    /// A whole PNG.
    package let png: Data
    /// `.body` and `.clothing` are written as such, everything else as the face.
    package let role: CardImage.Role
    /// The name of the file that the picture was, for people to read; empty where there is none.
    package let name: String

    package init(png: Data, role: CardImage.Role, name: String = "") {
      (self.png, self.role, self.name) = (png, role, name)
    }
  }

  /// An entry of the archive.
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let contents: Data
  }

  /// The most pixels of a picture that the SDK opens.
  private static let mostPixels = 64 << 20
  private static let mostReferences = 1000

  private let identifier: UUID
  private let name: String
  private let text: Data
  private let created: Int
  private let modified: Int
  private let references: [Reference]

  /// - Parameters:
  ///   - identifier: The identity of the character, the same in all its files.
  ///   - created: When the character was made, in seconds since 1970.
  ///   - modified: When it was last changed, likewise.
  ///   - references: The pictures, the most important first; faces are written before bodies, these before clothes.
  package init(
    identifier: UUID, name: String, description: String, created: Int, modified: Int,
    references: [Reference]
  ) {
    (self.identifier, self.name, self.created, self.modified) = (
      identifier, name, created, modified
    )
    text = Data(description.trimmed.utf8)
    let order = ["face", "body", "cloth"]
    self.references = order.flatMap { role in
      references.filter { Self.written($0.role) == role }
    }
  }

  /// The entries in the order in which the archive must have them: the manifest first, then by name.
  ///
  /// The same character gives the same entries. PNGs are best stored as they are.
  /// - Parameter sha256: The SHA-256 of bytes in lowercase hexadecimal digits.
  /// - Throws: `CardFault.notPNG` and `CardFault.notWritable`.
  package func entries(sha256: (Data) -> String) throws(CardFault) -> [Entry] {
    guard name.nonBlank != nil else { throw .notWritable("A .char needs a name.") }
    guard !references.isEmpty, references.count <= Self.mostReferences else {
      throw .notWritable(
        "A .char has 1 to \(Self.mostReferences) pictures; these are \(references.count).")
    }
    var (records, pictures) = ([OmnicharJSON](), [Entry]())
    for (index, reference) in references.enumerated() {
      let digits = String(index)
      let path = "refs/" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ".png"
      records.append(try record(reference, index, path, sha256))
      pictures.append(Entry(name: path, contents: reference.png))
    }
    let manifest = Data(manifest(records, sha256).written.utf8)
    guard manifest.count <= OmnicharReading.mostManifestBytes else {
      throw .tooLarge("The entry manifest.json", most: OmnicharReading.mostManifestBytes)
    }
    let texts = text.isEmpty ? [] : [Entry(name: Self.textPath, contents: text)]
    return [Entry(name: "manifest.json", contents: manifest)] + pictures + texts
  }

  private static let textPath = "text/description.md"

  private static func written(_ role: CardImage.Role) -> String {
    switch role {
    case .body: "body"
    case .clothing: "cloth"
    default: "face"
    }
  }

  private func record(
    _ reference: Reference, _ index: Int, _ path: String, _ sha256: (Data) -> String
  ) throws(CardFault) -> OmnicharJSON {
    let file = ByteView(reference.png)
    guard file.has("PNG\r\n\u{1A}\n", at: 1), file.byte(0) == 0x89, file.has("IHDR", at: 12),
      let width = file.u32(16), let height = file.u32(20), width > 0, height > 0
    else { throw .notPNG(index: index) }
    guard width <= Self.mostPixels / height else {
      throw .notWritable(
        "Picture \(index + 1) has \(width) × \(height) pixels; \(Self.mostPixels) are the most.")
    }
    var members: [(String, OmnicharJSON)] = [
      ("path", .text(path)), ("sha256", .text(sha256(reference.png))),
      ("width", .number(width)), ("height", .number(height)),
    ]
    if !reference.name.isEmpty {
      members.append(("source_name", .text(reference.name.start(200))))
    }
    members += [("origin", .text("original")), ("role", .text(Self.written(reference.role)))]
    return .object(members)
  }

  /// The manifest; its first two members are its signature.
  private func manifest(_ records: [OmnicharJSON], _ sha256: (Data) -> String) -> OmnicharJSON {
    let text: [(String, OmnicharJSON)] =
      self.text.isEmpty
      ? [] : [("path", .text(Self.textPath)), ("sha256", .text(sha256(self.text)))]
    let reserved: [(String, OmnicharJSON)] = [
      ("adapters", .object([])), ("video_payloads", .object([])), ("members", .array([])),
    ]
    return .object([
      ("magic", .text("INLINECHAR")), ("format_version", .number(OmnicharReading.newestFormat)),
      ("char_id", .text(identifier.uuidString.lowercased())), ("name", .text(name)),
      ("created_at", .number(created)), ("modified_at", .number(modified)),
      ("app", .text("troupe")), ("app_version", .text("")), ("refs", .array(records)),
      ("derived", .array([])), ("text", .object(text)), ("payloads", .object([])),
      ("scoring", .object([])), ("hints", .array([])), ("apply", .object([])),
      ("reserved", .object(reserved)),
    ])
  }
}
