import Foundation
internal import TroupeCWire

/// Base64 as it arrives: either alphabet, with or without padding, with line breaks.
enum LenientBase64 {
  /// The bytes that `text` stands for, or `nil` when it is not base64.
  static func decode(_ text: Data) -> Data? {
    var result = Data(count: text.count / 4 * 3 + 3)
    let count = result.withUnsafeMutableBytes { output in
      text.withUnsafeBytes { input in
        guard let from = input.baseAddress, let to = output.baseAddress else { return 0 }
        return troupe_base64_decode_leniently(
          from.assumingMemoryBound(to: UInt8.self), input.count,
          to.assumingMemoryBound(to: UInt8.self))
      }
    }
    guard count >= 0 else { return nil }
    result.removeSubrange(count...)
    return result
  }
}
