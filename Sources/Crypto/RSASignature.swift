package import Foundation
internal import TroupeCCrypto

/// Signatures of RSA keys.
package enum RSASignature {
  /// The signature (RSASSA-PKCS1-v1_5) over the SHA-256 of `bytes`; `nil` where `pem` is no RSA key in PEM.
  package static func over(_ bytes: Data, with pem: Data) -> Data? {
    guard let key = key(in: pem), let context = EVP_MD_CTX_new() else { return nil }
    defer {
      EVP_MD_CTX_free(context)
      EVP_PKEY_free(key)
    }
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA,
      EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1
    else { return nil }
    let message = [UInt8](bytes)
    var length = 0
    guard EVP_DigestSign(context, nil, &length, message, message.count) == 1 else { return nil }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
      return nil
    }
    return Data(signature.prefix(length))
  }

  private static func key(in pem: Data) -> OpaquePointer? {
    pem.withUnsafeBytes { bytes in
      guard let memory = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else {
        return nil
      }
      defer { BIO_free(memory) }
      // Without a password of its own OpenSSL would ask for one on the terminal.
      return PEM_read_bio_PrivateKey(memory, nil, { _, _, _, _ in 0 }, nil)
    }
  }
}
