internal import Foundation
internal import TroupeCWords

/// A file of words that ships with the library.
enum WordFile {
  /// The bytes of the file called `name`; empty where there is none.
  static func data(_ name: String) -> Data {
    var count = 0
    guard let bytes = troupe_words(name, &count) else { return Data() }
    return Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: bytes), count: count, deallocator: .none)
  }
}
