internal import TroupeCWire

/// Base64 as it is sent: the standard alphabet with padding.
enum Base64Writer {
  /// Writes `input` into `output`, which holds 4 bytes for each 3 begun; the number written.
  static func write(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    guard let bytes = input.baseAddress, let letters = output.baseAddress else { return 0 }
    let triples = input.count / 3
    encode(bytes, triples, letters)
    let rest = input.count % 3
    guard rest > 0 else { return triples * 4 }
    let last: [UInt8] = [input[triples * 3], rest == 2 ? input[triples * 3 + 1] : 0, 0]
    last.withUnsafeBytes { last in
      if let last = last.baseAddress { encode(last, 1, letters + triples * 4) }
    }
    for place in (triples * 4 + 1 + rest)..<(triples * 4 + 4) {
      output[place] = UInt8(ascii: "=")
    }
    return triples * 4 + 4
  }

  private static func encode(
    _ bytes: UnsafeRawPointer, _ triples: Int, _ letters: UnsafeMutableRawPointer
  ) {
    troupe_base64_encode(
      bytes.assumingMemoryBound(to: UInt8.self), triples,
      letters.assumingMemoryBound(to: UInt8.self))
  }
}
