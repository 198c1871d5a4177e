import Foundation

extension JPEGSegment {
  /// What a block of EXIF starts with; a second NUL follows, or a byte of padding.
  static let exifStart = "Exif\0"
  /// What a packet of XMP starts with.
  static let xmpStart = "http://ns.adobe.com/xap/1.0/\0"
  /// What a further part of a long packet starts with.
  static let extensionStart = "http://ns.adobe.com/xmp/extension/\0"
  /// What a part of a colour profile starts with.
  static let profileStart = "ICC_PROFILE\0"
  /// What the head of JFIF starts with.
  static let jfifStart = "JFIF\0"
  /// What the index of further pictures starts with.
  static let furtherStart = "MPF\0"

  /// Whether it is a block of EXIF.
  var isEXIF: Bool { marker == 0xE1 && body.has(Self.exifStart) }
  /// Whether it is a packet of XMP or the first part of a long one.
  var isXMP: Bool { marker == 0xE1 && body.has(Self.xmpStart) }
  /// Whether it is a further part of a long packet of XMP.
  var isExtendedXMP: Bool { marker == 0xE1 && body.has(Self.extensionStart) }
  /// Whether it is a part of a colour profile.
  var isProfile: Bool { marker == 0xE2 && body.has(Self.profileStart) }
  /// Whether it is the index of further pictures in the file.
  var isFurtherIndex: Bool { marker == 0xE2 && body.has(Self.furtherStart) }
  /// Whether it is the head of JFIF.
  var isJFIF: Bool { marker == 0xE0 && body.has(Self.jfifStart) && body.count >= 14 }
  /// Whether it is Adobe's, which tells how colours are turned into those of the scans.
  var isAdobe: Bool { marker == 0xEE && body.has("Adobe") && body.count >= 12 }

  /// Whether it is the head of a frame of pixels.
  var isFrame: Bool { (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker) }

  /// Whether pixels cannot be decoded without it: frames, tables, scans, and the end.
  var isPixels: Bool {
    isFrame || [0xC4, 0xCC, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF].contains(marker)
  }

  /// The number of the stream of JUMBF to which it belongs.
  var boxID: Int? { marker == 0xEB && body.has("JP") ? body.u16(2) : nil }

  /// What it is called where it is taken out.
  func name(credentialIDs: Set<Int>) -> String {
    switch marker {
    case 0xE0 where body.has("JFXX\0"): "a thumbnail"
    case 0xE1 where isEXIF: CopyReport.exif
    case 0xE1 where isXMP || isExtendedXMP: CopyReport.xmp
    case 0xE2 where isFurtherIndex: "the index of further pictures (MPF)"
    case 0xEB where boxID.map(credentialIDs.contains) ?? false: CopyReport.credentials
    case 0xED where body.has("Photoshop 3.0\0"):
      body.data.range(of: Data("8BIM\u{4}\u{4}".utf8)) == nil
        ? "data of Photoshop" : CopyReport.iptc
    case 0xFE: "a comment"
    case 0xE0...0xEF: "the segment APP\(marker - 0xE0)\(label)"
    default: "the marker 0x\(String(marker, radix: 16, uppercase: true))"
    }
  }

  /// The letters that most segments of programs start with.
  private var label: String {
    let letters = body.data.prefix(24).prefix { $0 > 0x20 && $0 < 0x7F }
    return letters.isEmpty ? "" : " “\(String(decoding: letters, as: UTF8.self))”"
  }
}

extension JPEGFile {
  /// The numbers of the streams of JUMBF that are Content Credentials.
  var credentialIDs: Set<Int> {
    Set(
      segments.compactMap { segment in
        // The type of the first box stands within these bytes (C2PA 2.1, 11.1.4.2).
        guard let id = segment.boxID else { return nil }
        return segment.body.data.prefix(72).range(of: Data("c2pa".utf8)) == nil ? nil : id
      })
  }
}
