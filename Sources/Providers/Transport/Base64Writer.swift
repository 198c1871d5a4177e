/// Base64 as it is sent: the standard alphabet with padding.
enum Base64Writer {
  /// Writes `input` into `output`, which holds 4 bytes for each 3 begun; the number written.
  static func write(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    pairs.withUnsafeBufferPointer { pairs in
      var written = 0
      var read = 0
      while read + 3 <= input.count {
        let bits = Int(input[read]) << 16 | Int(input[read + 1]) << 8 | Int(input[read + 2])
        output.storeBytes(of: pairs[bits >> 12], toByteOffset: written, as: UInt16.self)
        output.storeBytes(of: pairs[bits & 0xFFF], toByteOffset: written + 2, as: UInt16.self)
        read += 3
        written += 4
      }
      let rest = input.count - read
      guard rest > 0 else { return written }
      let bits = Int(input[read]) << 16 | (rest == 2 ? Int(input[read + 1]) << 8 : 0)
      output.storeBytes(of: pairs[bits >> 12], toByteOffset: written, as: UInt16.self)
      output[written + 2] = rest == 2 ? letters[bits >> 6 & 63] : UInt8(ascii: "=")
      output[written + 3] = UInt8(ascii: "=")
      return written + 4
    }
  }

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The two letters of every 12 bits, as they lie in memory: two look-ups write three bytes.
  private static let pairs: [UInt16] = (0..<4096).map { bits in
    let first = UInt16(letters[bits >> 6])
    let second = UInt16(letters[bits & 63])
    return (first << 8 | second).bigEndian
  }
}
