import Foundation
import TroupeProviders
import TroupeVocabulary

/// The body of a message as a server would see it.
struct WrittenBody {
  let body: MessageBody

  /// The bytes, with the files of `request` in their places; `nil` for a file that is not of the request.
  var bytes: Data? {
    var bytes = Data()
    for segment in body.segments {
      switch segment {
      case .text(let text): bytes += Data(text.utf8)
      case .base64(let digest, _):
        guard let file = Self.file(digest) else { return nil }
        bytes += file.base64EncodedData()
      case .file(let digest, _):
        guard let file = Self.file(digest) else { return nil }
        bytes += file
      }
    }
    return bytes
  }

  /// The text, with `#N` in place of image N.
  var text: String {
    body.segments.map { segment in
      switch segment {
      case .text(let text): text
      case .base64(let digest, _), .file(let digest, _):
        "#\(Self.position(of: digest).map(String.init) ?? "?")"
      }
    }.joined()
  }

  /// The image that a request of the suite names by `digest`.
  static func file(_ digest: Digest) -> Data? {
    position(of: digest).map(GoldenRequest.picture)
  }

  private static func position(of digest: Digest) -> Int? {
    (1...20).first { GoldenRequest.digest($0) == digest }
  }
}
