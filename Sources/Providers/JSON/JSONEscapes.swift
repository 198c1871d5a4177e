import Foundation
internal import TroupeCWire

/// The escapes of a JSON string.
enum JSONEscapes {
  /// `bytes` with every escape resolved; half a surrogate pair becomes U+FFFD, an unknown escape
  /// stays as it is.
  static func resolve(_ bytes: Data) -> Data {
    var result = Data(count: bytes.count + (bytes.count + 1) / 2)
    let count = result.withUnsafeMutableBytes { output in
      bytes.withUnsafeBytes { input in
        guard let from = input.baseAddress, let to = output.baseAddress else { return 0 }
        return troupe_json_unescape(
          from.assumingMemoryBound(to: UInt8.self), input.count,
          to.assumingMemoryBound(to: UInt8.self))
      }
    }
    result.removeSubrange(count...)
    return result
  }
}
