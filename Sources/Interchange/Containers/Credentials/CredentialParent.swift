internal import Foundation

/// What Content Credentials tell of a picture that this one was made from: an ingredient whose relationship is
/// `parentOf`. Nothing of it is checked.
package struct CredentialParent: Hashable, Sendable {
  /// The parent's title, mostly the name of its file.
  package let title: String?
  /// The identifier of the parent as it was then, as in its `xmpMM:InstanceID`.
  package let instanceID: String?
  /// The identifier that all versions of the parent share, as in its `xmpMM:DocumentID`.
  package let documentID: String?
  /// The label of the manifest that is the active one in the parent's own file.
  package let manifest: String?
  /// The digest of that manifest, not of the file, in hexadecimal digits.
  package let manifestDigest: String?

  /// How surely these name one picture, from 0 to 1: an estimate.
  ///
  /// The label of a manifest is made for one file. Programs that know no XMP copy the identifier of an instance into
  /// what they make of it, a document has many versions, and titles repeat.
  package var confidence: Double {
    if manifest != nil { return 0.9 }
    if Self.isUnique(instanceID) { return 0.6 }
    if Self.isUnique(documentID) || fileName != nil { return 0.5 }
    return 0.1
  }

  /// The title, if it is the name of a file and no word that services give to every picture.
  package var fileName: String? {
    guard let title, let dot = title.lastIndex(of: "."), dot > title.startIndex,
      [
        "png", "jpg", "jpeg", "webp", "avif", "heic", "heif", "tif", "tiff", "gif", "jxl", "psd",
        "dng",
      ]
      .contains(title[title.index(after: dot)...].lowercased())
    else { return nil }
    let common = [
      "image", "img", "picture", "photo", "file", "input", "output", "untitled", "download",
    ]
    return common.contains(title[..<dot].lowercased()) ? nil : title
  }

  /// Reads an assertion of an ingredient; nil for one of another relationship.
  init?(_ ingredient: CBORValue) {
    guard ingredient["relationship"]?.text == "parentOf" else { return nil }
    let told = ingredient["activeManifest"] ?? ingredient["c2pa_manifest"]
    title = ContentCredentials.short(ingredient["dc:title"]?.text)
    instanceID = ContentCredentials.short(ingredient["instanceID"]?.text)
    documentID = ContentCredentials.short(ingredient["documentID"]?.text)
    manifest = ContentCredentials.short(told?["url"]?.text).flatMap(Self.label)
    manifestDigest = told?["hash"]?.bytes.map { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  /// The label in an address as `self#jumbf=/c2pa/LABEL`.
  private static func label(in address: String) -> String? {
    guard let start = address.range(of: "/c2pa/")?.upperBound else { return nil }
    let label = address[start...].prefix { $0 != "/" }
    return label.isEmpty ? nil : String(label)
  }

  /// Whether an identifier has the 32 digits of a UUID.
  private static func isUnique(_ identifier: String?) -> Bool {
    identifier.map { $0.count(where: \.isHexDigit) >= 32 } ?? false
  }
}
