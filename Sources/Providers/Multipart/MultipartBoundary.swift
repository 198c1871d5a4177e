import Foundation
internal import TroupeCCrypto
import TroupeVocabulary

/// What stands between the parts of a form: a digest of all of them, so that the same request is the same bytes, and no
/// part can be written that holds it.
enum MultipartBoundary {
  /// 32 hexadecimal digits of a SHA-256 over each part's names and value, each behind its length in bytes, behind a known
  /// beginning. RFC 2046 takes up to 70 characters.
  static func text(for parts: [MultipartForm.Part]) -> String {
    let content = parts.map(described).joined()
    // A value that holds the digest of itself is not to be found by chance, and costs nothing to rule out.
    var salt = ""
    while true {
      let boundary = "troupe-" + sha256(content + salt).prefix(32)
      if !parts.contains(where: { $0.holds(boundary) }) { return boundary }
      salt += "+"
    }
  }

  private static func described(_ part: MultipartForm.Part) -> String {
    func measured(_ text: String) -> String { "\(text.utf8.count):\(text)" }
    switch part {
    case .field(let name, let value): return measured(name) + measured(value)
    case .file(let name, let fileName, let image):
      return [name, fileName, image.type.rawValue, image.digest.hex].map(measured).joined()
    }
  }

  private static func sha256(_ text: String) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let bytes = Array(text.utf8)
    // Fails only where libcrypto is built without SHA-256.
    precondition(EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1)
    return Digest(bytes: digest).hex
  }
}

extension MultipartForm.Part {
  fileprivate func holds(_ boundary: String) -> Bool {
    switch self {
    case .field(let name, let value): name.contains(boundary) || value.contains(boundary)
    case .file(let name, let fileName, _): name.contains(boundary) || fileName.contains(boundary)
    }
  }
}
