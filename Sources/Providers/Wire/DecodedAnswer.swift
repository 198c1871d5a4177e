package import Foundation
package import TroupeVocabulary

/// An answer, understood. Everything in it comes from outside and is data.
package struct DecodedAnswer: Sendable {
  /// What it means.
  package var outcome: Outcome
  /// The finished images in order; interim pictures of thinking are left out.
  package var images: [DecodedImage] = []
  /// Words beside the images, in order.
  package var texts: [String] = []
  /// What the model says it thought, in order.
  package var thoughts: [String] = []
  /// Tokens counted by the provider.
  package var usage: Usage?
  /// The model that says it answered.
  package var modelVersion: String?
  /// The provider's name of the answer.
  package var responseID: String?
  /// The provider's word for how it ended.
  package var finishReason: String?
  /// The provider's words for people: at most 500 characters, no control characters, nothing like
  /// a key.
  package var message: String?
  /// The sources of a search, the JSON exactly as it came.
  package var grounding: Data?

  package init(outcome: Outcome) { self.outcome = outcome }
}

/// One image of an answer.
package struct DecodedImage: Sendable {
  /// Its exact bytes.
  package enum Content: Sendable {
    /// As they are.
    case plain(Data)
    /// As they lie in the answer.
    case base64(Base64Text)
  }

  /// Its exact bytes.
  package let content: Content
  /// The type that the provider claims; the bytes decide.
  package let claimedType: String
  /// The thought signature on it, verbatim.
  package let signature: String?

  package init(content: Content, claimedType: String, signature: String?) {
    self.content = content
    self.claimedType = claimedType
    self.signature = signature
  }

  /// Its exact bytes, all in memory.
  package var bytes: Data {
    switch content {
    case .plain(let bytes): bytes
    case .base64(let text): text.bytes
    }
  }

  /// The first of its bytes, at most `count`.
  package func prefix(_ count: Int) -> Data { content.prefix(count) }
}

extension DecodedImage.Content {
  /// The first bytes, at most `count`.
  func prefix(_ count: Int) -> Data {
    switch self {
    case .plain(let bytes): bytes.prefix(count)
    case .base64(let text): text.prefix(count)
    }
  }
}
