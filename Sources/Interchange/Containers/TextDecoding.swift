import Foundation

/// Makes texts of bytes whose encoding is not known for certain.
enum TextDecoding {
  /// The bytes as strict UTF-8 or else as Latin-1, without the NULs at their end.
  static func text(_ bytes: ByteView) -> String {
    let data = bytes.withoutTrailingNULs.data
    if let text = String(bytes: data, encoding: .utf8) { return text }
    return String(String.UnicodeScalarView(data.map { Unicode.Scalar($0) }))
  }

  /// The bytes as strict UTF-8 if they read as text: nothing but letters, blanks and line breaks.
  static func plainText(_ bytes: ByteView) -> String? {
    let data = bytes.withoutTrailingNULs.data
    guard !data.isEmpty, !data.contains(where: isControl) else { return nil }
    return String(bytes: data, encoding: .utf8)
  }

  /// The bytes as UTF-16 without the NULs at its end; a mark of the order goes before the order.
  static func utf16(_ bytes: ByteView, _ order: ByteOrder) -> String {
    var units = units(bytes.data, order)
    if units.first == 0xFFFE { units = units.map(\.byteSwapped) }
    if units.first == 0xFEFF { units.removeFirst() }
    while units.last == 0 { units.removeLast() }
    return String(decoding: units, as: UTF16.self)
  }

  /// The text of EXIF's UserComment: mostly 8 bytes naming the characters, then the text.
  ///
  /// The order of the bytes in UTF-16 follows no rule: it is that which reads as text, and that of
  /// the file only where both do.
  static func userComment(_ comment: ByteView, _ order: ByteOrder) -> String {
    let name = (comment.part(0, 8)?.bytes ?? []).map { $0 & 0xDF }
    let body = comment.rest(8)
    if name.starts(with: Array("UNICODE".utf8)), comment.byte(7) == 0 {
      // Some writers name UTF-16 and write UTF-8; long UTF-16 is no valid UTF-8 by chance.
      if body.count >= 16, let text = plainText(body) { return text }
      return utf16(body, guessedOrder(body, order))
    }
    let isNamed =
      name == Array("ASCII\0\0\0".utf8) || name == Array("JIS\0\0\0\0\0".utf8)
      || comment.part(0, 8)?.data.allSatisfy { $0 == 0 } == true
    let text = isNamed ? body : comment
    return seemsUTF16(text) ? utf16(text, guessedOrder(text, order)) : unswapped(Self.text(text))
  }

  /// A text of Latin letters that a program read as UTF-16 in the wrong order and then wrote as UTF-8.
  private static func unswapped(_ text: String) -> String {
    let units = Array(text.utf16)
    let swapped = units.count { $0 & 0xFF == 0 && (0x20...0x7E).contains($0 >> 8) }
    guard units.count >= 16, swapped * 4 >= units.count * 3 else { return text }
    return String(decoding: units.map(\.byteSwapped), as: UTF16.self)
  }

  /// What one of the five entities of XML or a number stands for, without its `&` and `;`.
  static func scalar(of entity: String) -> Unicode.Scalar? {
    switch entity {
    case "lt": "<"
    case "gt": ">"
    case "amp": "&"
    case "quot": "\""
    case "apos": "'"
    case _ where entity.hasPrefix("#x"):
      UInt32(entity.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case _ where entity.hasPrefix("#"): UInt32(entity.dropFirst()).flatMap(Unicode.Scalar.init)
    default: nil
    }
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 || byte == 0x7F
  }

  private static func units(_ data: Data, _ order: ByteOrder) -> [UInt16] {
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return order == .big ? first << 8 | second : second << 8 | first
    }
  }

  /// Whether there is a mark of the order or every fourth byte at least is NUL.
  private static func seemsUTF16(_ bytes: ByteView) -> Bool {
    if let mark = bytes.u16(0), mark == 0xFEFF || mark == 0xFFFE { return true }
    let start = bytes.withoutTrailingNULs.data.prefix(1024)
    return start.count > 1 && start.count { $0 == 0 } * 4 >= start.count
  }

  private static func guessedOrder(_ bytes: ByteView, _ order: ByteOrder) -> ByteOrder {
    let start = bytes.data.prefix(4096)
    let (big, little) = (score(units(start, .big)), score(units(start, .little)))
    return big == little ? order : big > little ? .big : .little
  }

  /// How much some units of UTF-16 read as text.
  private static func score(_ units: [UInt16]) -> Int {
    units.reduce(0) { sum, unit in
      switch unit {
      case 0x20...0x7E, 0x0A, 0x0D, 0x09: sum + 3
      case 0xA0...0x24F, 0x370...0x5FF, 0x3000...0x30FF, 0xFF00...0xFF65: sum + 2
      case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xD800...0xDFFF, 0x2010...0x2027: sum + 1
      case 0: sum
      case 1...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFF0...0xFFFF: sum - 3
      default: sum
      }
    }
  }
}
