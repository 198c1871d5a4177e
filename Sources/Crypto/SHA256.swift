internal import TroupeCCrypto

/// The SHA-256 of bytes that come piece by piece.
package struct SHA256: ~Copyable {
  private let context: OpaquePointer?

  /// The digest of no bytes yet.
  package init() {
    context = EVP_MD_CTX_new()
    // Fails only where memory is out or libcrypto is built without SHA-256.
    precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto has no SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds `bytes`.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The 32 bytes of the digest of all that was added; the value is used up.
  package consuming func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return bytes
  }
}
