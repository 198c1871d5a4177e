internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension Connection {
  /// Names a file that is on disk already, so that rows may refer to it (D1).
  func name(_ digest: Digest, fileExtension: String, byteCount: Int, at date: Date) throws {
    try execute(
      """
      INSERT INTO object (digest, extension, byte_count, added_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (digest) DO NOTHING
      """, digest, fileExtension, byteCount, date)
  }
}
