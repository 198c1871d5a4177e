package import Foundation
package import TroupeVocabulary

/// An answer as it came, whole.
package struct HTTPAnswer: Sendable {
  /// The HTTP status.
  package let status: Int
  /// The headers in order.
  package let headers: [HTTPHeader]
  /// The body's bytes, without what stands in `files`.
  package let body: Data
  /// Long base64 that was taken out of the body when it was read, by the place in `body` where it stood.
  package let files: [Int: AnswerFile]

  package init(
    status: Int, headers: [HTTPHeader], body: Data, files: [Int: AnswerFile] = [:]
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.files = files
  }
}

/// Bytes that stood in an answer in base64 and are a file now.
package struct AnswerFile: Hashable, Sendable {
  /// The exact bytes.
  package let digest: Digest
  /// Their number.
  package let byteCount: Int
  /// The first of them, at least 16 where there are so many.
  package let start: Data

  package init(digest: Digest, byteCount: Int, start: Data) {
    self.digest = digest
    self.byteCount = byteCount
    self.start = start
  }

  /// What the file is called after its digest.
  package var fileExtension: String {
    MediaType(sniffing: start.prefix(12))?.fileExtension ?? "bin"
  }
}
