import Foundation

/// The JSON of a card, with what was strange in it.
struct CardJSON {
  /// The longest JSON of a card, in bytes.
  static let mostBytes = 16 << 20

  let value: LooseJSON
  /// What reading it changed, in short sentences.
  let notes: [String]

  /// Reads strict JSON, after a byte order mark or not.
  /// - Parameter place: What the bytes are, for the fault.
  /// - Throws: `CardFault.tooLarge` and `CardFault.invalidJSON`.
  init(_ bytes: Data, _ place: String) throws(CardFault) {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge(place, most: Self.mostBytes) }
    var reader = CardJSONReader([UInt8](bytes))
    value = try reader.document()
    var notes: [String] = []
    if String(bytes: bytes, encoding: .utf8) == nil {
      notes.append("Bytes that are not UTF-8 were replaced by U+FFFD.")
    }
    if reader.hasLoneSurrogates {
      notes.append("Escapes that are half a character were replaced by U+FFFD.")
    }
    if let key = reader.repeatedKey {
      notes.append("“\(key.start(80))” stands more than once in an object; the last one counts.")
    }
    self.notes = notes
  }
}
