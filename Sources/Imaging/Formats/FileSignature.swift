import Foundation
import TroupeVocabulary

/// Identifies files that Troupe does not read by their first bytes, for error messages.
enum FileSignature {
  /// The fault that best describes `bytes`, which are of no type that is read.
  static func fault(for bytes: Data) -> ImageFault {
    let reader = ByteReader(bytes)
    if let type = imageType(reader) { return .unsupported(type: type) }
    return .notAnImage(found: archiveType(reader) ?? textType(bytes.prefix(1024)) ?? "binary data")
  }

  private static let signatures: [(type: String, offset: Int, signature: [UInt8])] = [
    ("camera raw", 8, Array("CR\u{2}".utf8)),
    ("camera raw", 0, Array("FUJIFILM".utf8)),
    ("camera raw", 0, [0x49, 0x49, 0x55, 0x00]),
    ("camera raw", 0, Array("IIRO".utf8)),
    ("GIMP's XCF", 0, Array("gimp xcf".utf8)),
    ("PDF", 0, Array("%PDF".utf8)),
    ("PostScript", 0, Array("%!PS".utf8)),
    ("PostScript", 0, [0xC5, 0xD0, 0xD3, 0xC6]),
    ("JPEG XL", 0, [0xFF, 0x0A]),
    ("JPEG XL", 4, Array("JXL ".utf8)),
    ("JPEG 2000", 4, Array("jP  ".utf8)),
    ("JPEG 2000", 0, [0xFF, 0x4F, 0xFF, 0x51]),
    ("ICO", 0, [0x00, 0x00, 0x01, 0x00]),
    ("TGA", 0, [0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00]),
    ("TGA", 0, [0x00, 0x00, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x00]),
    ("ICNS", 0, Array("icns".utf8)),
    ("DDS", 0, Array("DDS ".utf8)),
    ("QOI", 0, Array("qoif".utf8)),
    ("OpenEXR", 0, [0x76, 0x2F, 0x31, 0x01]),
    ("Radiance HDR", 0, Array("#?RADIANCE".utf8)),
    ("Radiance HDR", 0, Array("#?RGBE".utf8)),
    ("MNG", 0, [0x8A, 0x4D, 0x4E, 0x47]),
  ]

  private static func imageType(_ reader: ByteReader) -> String? {
    if reader.holds("ftyp", at: 4) { return brandType(reader) }
    for (type, offset, signature) in signatures
    where reader.slice(at: offset, length: signature.count)?.elementsEqual(signature) ?? false {
      return type
    }
    let head = reader.slice(at: 0, length: min(reader.count, 1024)) ?? Data()
    guard textType(head) != nil else {
      // Two letters alone prove little: text may begin with them.
      if reader.holds("BM") { return "BMP" }
      return isPortableMap(reader) ? "PNM" : nil
    }
    if String(decoding: head, as: UTF8.self).contains("<svg") { return "SVG" }
    return isPortableMap(reader) ? "PNM" : nil
  }

  /// Whether it begins like a Netpbm image: `P`, a digit, white space and the size.
  private static func isPortableMap(_ reader: ByteReader) -> Bool {
    guard reader.holds("P"), let kind = reader.byte(at: 1), let space = reader.byte(at: 2),
      let next = reader.byte(at: 3)
    else { return false }
    return (0x31...0x37).contains(kind) && [0x0A, 0x0D, 0x20].contains(space)
      && (next == 0x23 || (0x30...0x39).contains(next) || kind == 0x37)
  }

  /// The type by the compatible brands: the major brand is often a general one.
  private static func brandType(_ reader: ByteReader) -> String? {
    let length = min(reader.number(at: 0, length: 4) ?? 0, 256)
    let offsets = [8] + Array(stride(from: 16, to: max(length, 16), by: 4))
    let brands = offsets.compactMap { reader.slice(at: $0, length: 4) }
      .map { String(decoding: $0, as: UTF8.self) }
    if !Set(brands).isDisjoint(with: ["avif", "avis"]) { return "AVIF" }
    return brands.first == "crx " ? "camera raw" : nil
  }

  private static func archiveType(_ reader: ByteReader) -> String? {
    let isVideo =
      reader.holds("ftyp", at: 4) || reader.number(at: 0, length: 4) == 0x1A45_DFA3
      || (reader.holds("RIFF") && reader.holds("AVI ", at: 8))
    if isVideo { return "video" }
    if reader.holds("PK\u{3}\u{4}") { return "a ZIP archive" }
    if reader.number(at: 0, length: 2) == 0x1F8B { return "gzip data" }
    return nil
  }

  /// The kind of text that begins with `head`; `nil` if it is not text.
  private static func textType(_ head: Data) -> String? {
    // `head` may end within a character.
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
