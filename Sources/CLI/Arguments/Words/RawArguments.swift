import Foundation

/// The words of the command line, of which those that name a file need not be text: a name in Latin-1
/// is a name, which Swift's own words would lose.
enum RawArguments {
  /// Code points of the last private plane that stand for a byte over 127.
  private static let base: UInt32 = 0x10FF00

  /// All words but the program's name.
  static var all: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map {
        word(Array(UnsafeBufferPointer(start: $0, count: strlen($0))))
      }
    }
  }

  private static func word(_ characters: [CChar]) -> String {
    let bytes = characters.map(UInt8.init(bitPattern:))
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard namesFile(bytes) else { return String(decoding: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      Unicode.Scalar(byte < 0x80 ? UInt32(byte) : base + UInt32(byte)).map { text.append($0) }
    }
    return String(text)
  }

  /// Whether it, or what stands behind an option's `=`, is the path of a file, without a role at its end.
  private static func namesFile(_ bytes: [UInt8]) -> Bool {
    let values = [bytes[...], bytes.drop { $0 != UInt8(ascii: "=") }.dropFirst()]
    return values.flatMap { value in
      [Array(value), value.lastIndex(of: UInt8(ascii: ":")).map { Array(value[..<$0]) } ?? []]
    }.contains(where: isFile)
  }

  private static func isFile(_ path: [UInt8]) -> Bool {
    !path.isEmpty
      && (path + [0]).withUnsafeBytes { bytes in
        bytes.bindMemory(to: CChar.self).baseAddress.map { access($0, F_OK) == 0 } ?? false
      }
  }

  /// The file that `word` names, if its name is no text.
  static func file(_ word: String) -> URL? {
    guard word.unicodeScalars.contains(where: { $0.value >= base }) else { return nil }
    let bytes = word.unicodeScalars.flatMap { scalar in
      scalar.value >= base ? [UInt8(scalar.value - base)] : Array(String(scalar).utf8)
    }
    guard isFile(bytes) else { return nil }
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let encoded = bytes.map { byte in
      plain.contains(byte)
        ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    if encoded.hasPrefix("/") { return URL(string: "file://\(encoded)") }
    let here = URL(
      filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    return URL(string: encoded, relativeTo: here)
  }

  /// `word` as people read it.
  static func shown(_ word: String) -> String {
    String(
      String.UnicodeScalarView(word.unicodeScalars.map { $0.value >= base ? "\u{FFFD}" : $0 }))
  }
}
