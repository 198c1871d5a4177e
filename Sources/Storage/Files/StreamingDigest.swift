package import Foundation
package import TroupeCrypto
package import TroupeVocabulary

/// The SHA-256 of bytes that come piece by piece.
package struct StreamingDigest: ~Copyable {
  private var hash = SHA256()

  /// The digest of no bytes yet.
  package init() {}

  /// Adds `bytes`.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bytes) }

  /// Adds `bytes`.
  package mutating func update(_ bytes: some ContiguousBytes) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest of all that was added; the value is used up.
  package consuming func finish() -> Digest { Digest(bytes: hash.finish()) }
}

extension Digest {
  /// The SHA-256 of `bytes`.
  package init(hashing bytes: some ContiguousBytes) {
    var streaming = StreamingDigest()
    streaming.update(bytes)
    self = streaming.finish()
  }
}
