import Foundation

/// Base64 as it arrives: either alphabet, with or without padding, with line breaks.
enum LenientBase64 {
  /// The bytes that `text` stands for, or `nil` when it is not base64.
  static func decode(_ text: Data) -> Data? {
    var result = Data(count: text.count / 4 * 3 + 3)
    let count = result.withUnsafeMutableBytes { output in
      text.withUnsafeBytes { decode($0, into: output) }
    }
    guard let count else { return nil }
    result.removeSubrange(count...)
    return result
  }

  private static func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    table.withUnsafeBufferPointer { table in
      var written = 0
      var bits: UInt32 = 0
      var letters = 0
      var isPadded = false
      for byte in input {
        let value = table[Int(byte)]
        if value < 64 {
          guard !isPadded else { return nil }
          bits = bits << 6 | UInt32(value)
          letters += 1
          guard letters == 4 else { continue }
          output[written] = UInt8(truncatingIfNeeded: bits >> 16)
          output[written + 1] = UInt8(truncatingIfNeeded: bits >> 8)
          output[written + 2] = UInt8(truncatingIfNeeded: bits)
          written += 3
          (bits, letters) = (0, 0)
        } else if value == padding {
          isPadded = true
        } else if value != space {
          return nil
        }
      }
      return finish(bits, letters, at: written, in: output)
    }
  }

  private static func finish(
    _ bits: UInt32, _ letters: Int, at written: Int, in output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    switch letters {
    case 0: return written
    case 2:
      output[written] = UInt8(truncatingIfNeeded: bits >> 4)
      return written + 1
    case 3:
      output[written] = UInt8(truncatingIfNeeded: bits >> 10)
      output[written + 1] = UInt8(truncatingIfNeeded: bits >> 2)
      return written + 2
    default: return nil
    }
  }

  private static let padding: UInt8 = 64
  private static let space: UInt8 = 65
  private static let table: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, letter) in letters.utf8.enumerated() { table[Int(letter)] = UInt8(value) }
    table[Int(UInt8(ascii: "-"))] = 62
    table[Int(UInt8(ascii: "_"))] = 63
    table[Int(UInt8(ascii: "="))] = padding
    for letter in " \t\r\n".utf8 { table[Int(letter)] = space }
    return table
  }()
}
