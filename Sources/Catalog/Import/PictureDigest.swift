internal import Foundation
internal import TroupeCrypto
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

extension Digest {
  /// The SHA-256 of the parts of a file that make its picture.
  init(hashing parts: PictureParts, of file: Data) {
    var hash = SHA256()
    parts.facts.withUnsafeBytes { hash.update($0) }
    file.withUnsafeBytes { bytes in
      for range in parts.ranges { hash.update(UnsafeRawBufferPointer(rebasing: bytes[range])) }
    }
    self.init(bytes: hash.finish())
  }
}

extension AssetReader {
  /// The references in use of `asset`, each by the parts of its source that make its picture, where they were taken.
  func pictures(of asset: Asset) throws -> [(Digest, Digest)] {
    try connection.rows(
      """
      SELECT s.picture, r.digest FROM reference r JOIN source s ON s.digest = r.source
      WHERE r.asset = ? AND r.retired_at IS NULL AND s.picture IS NOT NULL ORDER BY r.rank
      """, asset.id
    ).map { (try $0.digest(0), try $0.digest(1)) }
  }
}
