import Foundation
import TroupeVocabulary

/// Swift's arrays end the process when memory runs out; what a file can make large asks here first.
enum Memory {
  /// Does nothing if `bytes` could be had just now.
  ///
  /// - Throws: `ImageFault.outOfMemory`.
  static func require(bytes: Int) throws(ImageFault) {
    guard let room = malloc(bytes) else { throw .outOfMemory(bytes: bytes) }
    free(room)
  }
}
