import Foundation
import TestTLS

/// An RSA key that exists for one test.
final class FakeKey: Sendable {
  // OpenSSL's key is no Sendable type; it is not changed after its making.
  private nonisolated(unsafe) let key: UnsafeMutableRawPointer
  /// PKCS #8 as PEM.
  let pem: String

  init() throws {
    guard let key = fake_key_make() else { throw LoopbackSocket.Fault(code: EPROTO) }
    self.key = key
    var bytes = [CChar](repeating: 0, count: 8192)
    let count = fake_key_pem(key, &bytes, bytes.count)
    pem = String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { fake_key_free(key) }

  func verifies(_ bytes: Data, _ signature: Data) -> Bool {
    let (bytes, signature) = ([UInt8](bytes), [UInt8](signature))
    return fake_key_verifies(key, bytes, bytes.count, signature, signature.count) == 1
  }
}
