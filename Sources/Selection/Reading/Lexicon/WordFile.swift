internal import Foundation
internal import TroupeCWords

/// A file of words that ships with the library.
enum WordFile {
  /// The bytes of the file called `name`; empty where there is none.
  static func data(_ name: String) -> Data {
    let bytes = bytes(name)
    guard let start = bytes.baseAddress else { return Data() }
    return Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
  }

  /// The same in place, for a file that is searched and not read.
  static func bytes(_ name: String) -> UnsafeBufferPointer<UInt8> {
    var count = 0
    return UnsafeBufferPointer(start: troupe_words(name, &count), count: count)
  }
}
