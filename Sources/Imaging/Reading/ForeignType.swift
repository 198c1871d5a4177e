import Foundation
import TroupeVocabulary

/// What bytes are that Troupe does not read, by their beginning.
enum ForeignType {
  /// The fault that says best what `bytes` are; they are none of the types that are read.
  static func fault(for bytes: Data) -> ImageFault {
    let reader = ByteReader(bytes)
    if let type = imageType(reader) { return .unsupported(type: type) }
    return .notAnImage(found: archiveType(reader) ?? textType(bytes.prefix(1024)) ?? "binary data")
  }

  private static let marks: [(type: String, offset: Int, mark: [UInt8])] = [
    ("GIF", 0, Array("GIF8".utf8)),
    ("TIFF", 0, [0x49, 0x49, 0x2A, 0x00]),
    ("TIFF", 0, [0x4D, 0x4D, 0x00, 0x2A]),
    ("TIFF", 0, [0x49, 0x49, 0x2B, 0x00]),
    ("PSD", 0, Array("8BPS".utf8)),
    ("PDF", 0, Array("%PDF".utf8)),
    ("JPEG XL", 0, [0xFF, 0x0A]),
    ("JPEG XL", 4, Array("JXL ".utf8)),
    ("JPEG 2000", 4, Array("jP  ".utf8)),
    ("JPEG 2000", 0, [0xFF, 0x4F, 0xFF, 0x51]),
    ("ICO", 0, [0x00, 0x00, 0x01, 0x00]),
    ("QOI", 0, Array("qoif".utf8)),
    ("OpenEXR", 0, [0x76, 0x2F, 0x31, 0x01]),
    ("BMP", 0, Array("BM".utf8)),
  ]

  private static func imageType(_ reader: ByteReader) -> String? {
    if reader.holds("ftyp", at: 4) { return brandType(reader) }
    for (type, offset, mark) in marks
    where reader.slice(at: offset, length: mark.count)?.elementsEqual(mark) ?? false {
      return type
    }
    let head = reader.slice(at: 0, length: min(reader.count, 1024)) ?? Data()
    return textType(head) == nil || !String(decoding: head, as: UTF8.self).contains("<svg")
      ? nil : "SVG"
  }

  private static func brandType(_ reader: ByteReader) -> String? {
    guard let brand = reader.slice(at: 8, length: 4) else { return nil }
    switch String(decoding: brand, as: UTF8.self) {
    case "avif", "avis": return "AVIF"
    case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return "HEIC"
    case "crx ": return "camera raw"
    default: return nil
    }
  }

  private static func archiveType(_ reader: ByteReader) -> String? {
    if reader.holds("ftyp", at: 4) { return "video" }
    if reader.holds("PK\u{3}\u{4}") { return "a ZIP archive" }
    if reader.number(at: 0, length: 2) == 0x1F8B { return "gzip data" }
    return nil
  }

  /// The kind of text that `head` begins; `nil` if it is no text.
  private static func textType(_ head: Data) -> String? {
    // A cut within the last character is no reason to call text binary.
    let cuts = (0..<4).lazy.compactMap { String(validating: head.dropLast($0), as: UTF8.self) }
    guard let text = cuts.first, !text.isEmpty,
      text.unicodeScalars.allSatisfy({ $0.value >= 32 || "\t\n\r\u{C}".unicodeScalars.contains($0) }
      )
    else { return nil }
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(64).lowercased()
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "HTML" }
    if start.hasPrefix("<") { return "XML" }
    if start.hasPrefix("{") || start.hasPrefix("[") { return "JSON" }
    return "text"
  }
}
