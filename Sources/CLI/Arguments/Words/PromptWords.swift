import Foundation
import Troupe

/// A prompt as it is typed: its words, or `-` for what stands on standard input.
enum PromptWords {
  /// Most bytes that are read: no model takes more words.
  private static let most = 1 << 20

  /// The words of `text`.
  /// - Throws: `TroupeError.invalidValue` for an input that is too long or no UTF-8.
  static func read(_ text: String) throws -> String {
    guard text == "-" else { return text }
    let bytes = try FileHandle.standardInput.read(upToCount: most + 1) ?? Data()
    guard bytes.count <= most, let words = String(validating: bytes, as: UTF8.self) else {
      throw TroupeError.invalidValue(
        name: "prompt", value: "-", expected: "UTF-8 of 1 MiB at most on standard input")
    }
    return words.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
