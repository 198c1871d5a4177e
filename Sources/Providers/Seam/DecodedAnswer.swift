package import Foundation
package import TroupeVocabulary

/// An answer, understood. Everything in it comes from outside and is data.
package struct DecodedAnswer: Sendable {
  /// What it means.
  package var outcome: Outcome
  /// The finished images in order. Where there is none, the last interim picture of thinking stands for it, and `oddities`
  /// says so.
  package var images: [DecodedImage] = []
  /// Interim pictures of thinking that are not in `images`, in order.
  package var drafts: [DecodedImage] = []
  /// Addresses at which the answer says that images stand, in order, those that are fetched among them.
  package var addresses: [String] = []
  /// What stands in place of an image and is none, in words: nothing could be made of it.
  package var unusable: [String] = []
  /// In what way its images stand elsewhere than where they belong.
  package var oddities: Set<Oddity> = []
  /// Text that came with the images, in order.
  package var texts: [String] = []
  /// What the model says it thought, in order.
  package var thoughts: [String] = []
  /// Tokens counted by the provider.
  package var usage: Usage?
  /// What the answer says that it cost, US dollars; `nil` where it does not say.
  package var billedUSD: Double?
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

  /// What stands where in it; empty where that was not read.
  package var order: [Piece] = []
  /// What the model looked up, in order.
  package var sources: [Source] = []
  /// The vendor's suggestions for further searches, HTML as it came.
  package var suggestions: String?
  /// How many parts of it carry a signature.
  package var signatures = 0

  /// Whether it says that the job is not known where it is asked for, as a status of 404 does: it is looked for again.
  package var isMissing = false
  /// Whether the same was said as often as the provider's own rule demands, so that asking again is of no use.
  package var isLost = false

  package init(outcome: Outcome) { self.outcome = outcome }

  /// One piece of an answer; pictures by their places in `images` and `drafts`.
  package enum Piece: Hashable, Sendable {
    case text(String)
    case thought(String)
    case image(Int)
    case draft(Int)
  }

  /// All of it in order; where that was not read, thoughts before words and words before images.
  package var pieces: [Piece] {
    if !order.isEmpty {
      let named = Set(order)
      return order + images.indices.map(Piece.image).filter { !named.contains($0) }
    }
    return thoughts.map(Piece.thought) + drafts.indices.map(Piece.draft)
      + texts.map(Piece.text) + images.indices.map(Piece.image)
  }

  /// In what way an image stands elsewhere than where it belongs.
  package enum Oddity: Hashable, Sendable {
    /// None was finished: it is the last one of the thinking.
    case draft
    /// It stood amid words, or in a place of another format.
    case elsewhere
    /// What stands around it cannot be read.
    case broken
    /// It was made before, for an equal request: the provider kept it.
    case cached
    /// Some of what went into it, or all of it, was made before: the provider does not say which.
    case reused
  }
}

/// One image of an answer.
package struct DecodedImage: Hashable, Sendable {
  /// Its exact bytes.
  package enum Content: Hashable, Sendable {
    /// As they are.
    case bytes(Data)
    /// A file already.
    case file(AnswerFile)

    /// The first of them.
    package var start: Data {
      switch self {
      case .bytes(let bytes): bytes.prefix(16)
      case .file(let file): file.start.prefix(16)
      }
    }
  }

  /// Whether bytes that begin with `start` are none, or begin like a page or an error in place of an image: every image
  /// type has a byte early on that no text has.
  package static func isText(_ start: some Sequence<UInt8>) -> Bool {
    start.allSatisfy { (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) }
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
}
