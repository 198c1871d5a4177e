package import Foundation
package import TroupeStorage
package import TroupeVocabulary

extension Connection {
  /// Names a file that is on disk already, so that rows may refer to it (D1).
  package func nameObject(
    _ digest: Digest, fileExtension: String, byteCount: Int, at date: Date
  ) throws {
    try insertDigestedIfNew(
      into: "object",
      [
        "digest": digest, "extension": fileExtension, "byte_count": byteCount, "added_at": date,
      ])
  }
}
