package import Foundation
package import TroupeVocabulary

/// A question on pictures, to be answered in words by a schema.
package struct JudgeQuestion: Sendable {
  /// One piece of it.
  package enum Part: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A picture.
    case image(StoredImage)
  }

  /// Words and pictures in order.
  package let parts: [Part]
  /// The JSON Schema that the answer has to keep.
  package let schema: Data
  /// The model.
  package let profile: ModelProfile
  /// The most tokens that may come back, thoughts among them.
  package let longest: Int

  package init(parts: [Part], schema: Data, profile: ModelProfile, longest: Int) {
    self.parts = parts
    self.schema = schema
    self.profile = profile
    self.longest = longest
  }
}

/// The answer to a question on pictures. Everything in it comes from outside and is data.
package struct JudgeAnswer: Sendable {
  /// What came.
  package enum Content: Hashable, Sendable {
    /// The whole text of the answer.
    case words(String)
    /// A whole answer that holds no whole text; why.
    case none(reason: String)
    /// Certainly not answered.
    case failed(Outcome.Failure)
    /// No answer that can be understood, so that it may have been made and billed.
    case unreadable(reason: String)
  }

  /// What came.
  package let content: Content
  /// Tokens counted by the provider.
  package var usage: Usage?
  /// The model that says it answered.
  package var modelVersion: String?
  /// The provider's word for how it ended.
  package var finishReason: String?
  /// The provider's words for people, cleaned as `DecodedAnswer.message` is.
  package var message: String?

  package init(_ content: Content) { self.content = content }

  /// US dollars by the tokens counted; 0 when certainly not answered, `nil` when not known.
  package func cost(_ price: TokenPrice?) -> Double? {
    if case .failed = content { return 0 }
    return usage.flatMap { usage in price?.cost(ofWords: usage) }
  }
}

/// The defaults are those of a vendor whose models answer no questions on pictures.
extension Provider {
  /// It answers none.
  package func encode(
    _ question: JudgeQuestion, for endpoint: Endpoint
  ) throws(TroupeError) -> HTTPRequest {
    throw .request(.notJudge(question.profile.id, judges: []))
  }

  /// Nothing was asked.
  package func judgment(in answer: HTTPAnswer) -> JudgeAnswer {
    JudgeAnswer(.unreadable(reason: "its models answer no questions on pictures"))
  }
}
