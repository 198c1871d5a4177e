internal import Foundation

/// The text of a file that people write.
struct SceneText {
  /// Without a byte-order mark.
  let text: String

  /// The most bytes of a scene.
  static let mostBytes = 4 << 20

  /// - Throws: `SceneError.notText` with the first line that is not UTF-8, `SceneError.tooLarge`.
  init(_ bytes: Data, name: String) throws {
    guard bytes.count <= Self.mostBytes else { throw Self.tooLarge(name, bytes.count) }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let fault = lines.firstIndex { line in
        line.contains(0) || String(validating: line, as: UTF8.self) == nil
      }
      throw TroupeError.scene(.notText(TextPlace(name, line: (fault ?? 0) + 1)))
    }
    self.text = Self.marked(text).text
  }

  /// A byte-order mark, if there is one, and the text behind it.
  static func marked(_ text: String) -> (mark: String, text: String) {
    guard text.unicodeScalars.first == "\u{FEFF}" else { return ("", text) }
    return ("\u{FEFF}", String(text.unicodeScalars.dropFirst()))
  }

  static func tooLarge(_ name: String, _ count: Int) -> TroupeError {
    let found = (Double(count) / Double(1 << 20)).formatted(.number.precision(.fractionLength(1)))
    return .scene(.tooLarge(file: name, found: "\(found) MiB", bound: "\(mostBytes >> 20) MiB"))
  }
}
