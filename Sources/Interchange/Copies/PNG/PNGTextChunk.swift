import Foundation

extension Chunk {
  private static let longestKeyword = 79

  /// A chunk of a PNG with its length and checksum.
  static func png(_ kind: String, _ body: Data) -> Data {
    var chunk = Data()
    chunk.append(body.count, size: 4)
    var checked = Data(kind.utf8)
    checked.append(body)
    chunk.append(checked)
    chunk.append(PNGChecksum.value(of: checked), size: 4)
    return chunk
  }

  /// A chunk that holds a text: `tEXt` where every reader decodes it alike, else `iTXt`.
  static func pngText(_ keyword: String, _ text: String) -> Data {
    guard let latin = latin1(text) else { return pngInternational(keyword, Data(text.utf8)) }
    return png("tEXt", Data(keyword.utf8) + [0] + latin)
  }

  /// A chunk `iTXt` that is not compressed and names no language.
  static func pngInternational(_ keyword: String, _ text: Data) -> Data {
    png("iTXt", Data(keyword.utf8) + [0, 0, 0, 0, 0] + text)
  }

  /// A text in Latin-1 without control characters but for line breaks and tabs (PNG, 11.3.3.2).
  ///
  /// Nil too where the bytes are UTF-8 by chance: many readers try that first.
  private static func latin1(_ text: String) -> Data? {
    var bytes = Data()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFF: bytes.append(UInt8(scalar.value))
      default: return nil
      }
    }
    let isPlain = text.utf8.count == bytes.count
    return isPlain || String(data: bytes, encoding: .utf8) == nil ? bytes : nil
  }

  /// The keyword of a chunk of text of a PNG; nil of any other chunk.
  var pngKeyword: String? {
    guard ["tEXt", "zTXt", "iTXt", "comf"].contains(kind), let end = keywordEnd,
      let name = body.part(0, end)
    else { return nil }
    return TextDecoding.text(name)
  }

  private var keywordEnd: Int? { body.firstNUL(from: 0, within: Self.longestKeyword + 1) }

  /// The text of a chunk of a PNG; nil where it is broken or cannot be inflated.
  func pngText(inflate: (Data, Int) -> Data?) -> ByteView? {
    guard let end = keywordEnd else { return nil }
    let start = end + 1
    switch kind {
    case "tEXt": return body.rest(start)
    case "zTXt" where body.byte(start) == 0:
      return inflate(Data(body.rest(start + 1).data), Findings.mostBytes).map { ByteView($0) }
    case "iTXt":
      guard let isCompressed = body.byte(start), isCompressed <= 1,
        let language = body.firstNUL(from: start + 2),
        let translation = body.firstNUL(from: language + 1)
      else { return nil }
      let text = body.rest(translation + 1)
      guard isCompressed == 1 else { return text }
      return inflate(Data(text.data), Findings.mostBytes).map { ByteView($0) }
    default: return nil
    }
  }
}

/// The checksum of chunks of a PNG: CRC-32 (PNG, annex D).
enum PNGChecksum {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  /// The checksum of bytes.
  static func value(of data: Data) -> Int {
    let sum = data.reduce(UInt32.max) { sum, byte in
      table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8
    }
    return Int(sum ^ .max)
  }
}
