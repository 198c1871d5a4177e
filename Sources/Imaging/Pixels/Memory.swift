import Foundation
import TroupeVocabulary

/// Checks for memory before an allocation whose size a file decides: Swift's arrays end the process
/// when memory runs out.
enum Memory {
  /// Returns if `bytes` can be allocated now.
  ///
  /// - Throws: `ImageFault.outOfMemory`.
  static func require(bytes: Int) throws(ImageFault) {
    guard let room = malloc(bytes) else { throw .outOfMemory(bytes: bytes) }
    free(room)
  }
}
