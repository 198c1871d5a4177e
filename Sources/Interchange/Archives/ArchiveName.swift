import Foundation

/// Rules for names of entries. Names are compared and looked up, and never become paths on disk.
enum ArchiveName {
  /// Reads a name.
  /// - Throws: a fault of the name.
  static func checked(_ bytes: [UInt8]) throws(ArchiveFault) -> String {
    func fault(_ reason: ArchiveFault.Reason) -> ArchiveFault {
      ArchiveFault(reason, entry: shown(bytes))
    }
    guard bytes.count <= ArchiveBounds.longestName else { throw fault(.nameTooLong(bytes.count)) }
    guard let name = String(validating: bytes, as: UTF8.self) else { throw fault(.nameEncoding) }
    if let reason = reason(against: name) { throw fault(reason) }
    return name
  }

  private static func reason(against name: String) -> ArchiveFault.Reason? {
    let bytes = Array(name.utf8)
    if bytes.contains(0) { return .nulCharacter }
    if name.unicodeScalars.contains(where: isInvisible) { return .controlCharacter }
    if bytes.contains(UInt8(ascii: "\\")) { return .backslash }
    if bytes.first == UInt8(ascii: "/") { return .absolutePath }
    if bytes.count > 1, bytes[1] == UInt8(ascii: ":"), isLetter(bytes[0]) { return .driveLetter }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.contains(where: { $0.elementsEqual("..".utf8) }) { return .climbs }
    if bytes.last == UInt8(ascii: "/") { return .folder }
    if parts.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) { return .unplainPath }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Equal for names that some file system takes for the same.
  static func key(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
    return name.precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
  }

  /// A name as it may be shown: cut, and without what could change the look of a terminal.
  static func shown(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(ArchiveBounds.longestName), as: UTF8.self)
    let scalars = text.unicodeScalars.map { isInvisible($0) ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars))
  }
}
