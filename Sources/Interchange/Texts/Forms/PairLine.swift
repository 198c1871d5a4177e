/// The line `Steps: 20, Sampler: Euler a, …` that ends a text of AUTOMATIC1111.
struct PairLine {
  /// The values by their names; of a name that stands twice, the last.
  private(set) var values: [String: String] = [:]
  /// How many pairs stand in the line.
  private(set) var count = 0
  /// Whether the line had more pairs than are read.
  private(set) var isCut = false

  private let bytes: [UInt8]
  private var position = 0
  private var attempts = 0

  init(_ line: some StringProtocol) {
    bytes = Array(line.utf8)
    while let name = nextName() {
      guard values.count < 500, count < 5000 else {
        isCut = true
        break
      }
      values[name] = nextValue()
      count += 1
    }
  }

  /// Moves behind the next word that a colon follows.
  private mutating func nextName() -> String? {
    while position < bytes.count {
      guard isWord(bytes[position]) else {
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: ":"), position - start > 1, position - start <= 100 {
        position += 1
        return String(decoding: bytes[start..<position - 1], as: UTF8.self).trimmed
      }
    }
    return nil
  }

  private mutating func nextValue() -> String {
    while position < bytes.count, bytes[position] == 32 { position += 1 }
    if let value = quotedValue() ?? structuredValue() { return value }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: ",") { position += 1 }
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self).trimmed
  }

  private mutating func quotedValue() -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
    var reader = LooseJSONReader(bytes, at: position)
    guard let text = reader.string(), finish(at: reader.position) else { return nil }
    return text
  }

  /// Reads a value that is a JSON array or object with commas of its own.
  private mutating func structuredValue() -> String? {
    guard position < bytes.count, [UInt8(ascii: "["), UInt8(ascii: "{")].contains(bytes[position]),
      attempts < 16
    else { return nil }
    // A failed attempt may read far ahead: their number is bounded to keep the time linear.
    attempts += 1
    var reader = LooseJSONReader(bytes, at: position)
    guard reader.value() != nil else { return nil }
    let text = String(decoding: bytes[position..<reader.position], as: UTF8.self)
    return finish(at: reader.position) ? text : nil
  }

  /// Moves behind the comma after a value, if one or the end of the line follows there.
  private mutating func finish(at end: Int) -> Bool {
    var next = end
    while next < bytes.count, bytes[next] == 32 { next += 1 }
    guard next >= bytes.count || bytes[next] == UInt8(ascii: ",") else { return false }
    position = next + 1
    return true
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == 32 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
