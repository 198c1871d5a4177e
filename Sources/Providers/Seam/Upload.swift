package import TroupeVocabulary

/// A file that must lie at a provider before a message is sent that names it.
package struct Upload: Sendable {
  /// The image that it brings.
  package let image: StoredImage
  /// What is sent.
  package let message: HTTPRequest
  /// Whether it may be there no more after a while, so that it is looked for again before another send.
  package var mayEnd = false
}

/// A further message of an upload.
package struct UploadLeg: Sendable {
  /// What is sent.
  package let message: HTTPRequest
  /// Seconds until it is sent.
  package var seconds = 0.0
}

/// An upload that was not taken. Nothing is planned then, and nothing was made.
package struct UploadRefusal: Error {
  /// Why, in the provider's words, cleaned as `DecodedAnswer.message` is.
  package let message: String

  package init(message: String) { self.message = message }
}

/// Asking for what came of a message whose answer never came.
package struct Inquiry: Sendable {
  /// What is sent; it costs nothing.
  package let message: HTTPRequest
  /// Seconds until it is worth asking.
  package let seconds: Double
}

/// The defaults are those of a provider whose messages hold all there is to send, and have no name until they are
/// answered.
extension Provider {
  /// Nothing.
  package func fault(in profile: ModelProfile) -> String? { nil }

  /// None.
  package func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] { [] }

  /// None.
  package func further(
    _ upload: Upload, after answer: HTTPAnswer, to asked: HTTPRequest
  ) -> UploadLeg? { nil }

  /// As it is.
  package func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest { message }

  /// As it is.
  package func identified(_ message: HTTPRequest, by id: ULID) -> HTTPRequest { message }

  /// It cannot be asked.
  package func adapterQuestion(before message: HTTPRequest) -> HTTPRequest? { nil }

  /// Nothing is said of them.
  package func adapters(in answer: HTTPAnswer) -> [String]? { nil }

  /// The same.
  package func adapterName(_ name: String) -> String { name }

  /// There is no way.
  package func inquiry(after message: HTTPRequest) -> Inquiry? { nil }
}
