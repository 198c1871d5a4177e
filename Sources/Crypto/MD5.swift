package import Foundation
import TroupeCCrypto

/// The MD5 of bytes, where a format asks for it: as a name, and never to tell whether bytes are what they should be.
package enum MD5 {
  /// 16 bytes; empty where this machine's library refuses MD5.
  package static func digest(of bytes: Data) -> Data {
    var digest = [UInt8](repeating: 0, count: 16)
    let isDone = bytes.withUnsafeBytes {
      EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_md5(), nil) == 1
    }
    return isDone ? Data(digest) : Data()
  }
}
