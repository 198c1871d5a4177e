package import TroupeVocabulary

/// How a model's requests are answered.
package enum Provider: Sendable {
  /// Over HTTP, in a dialect.
  case http(HTTPDialect)
  /// On this machine, drawn.
  case local(StoryboardModel)

  /// The provider of `profile`.
  package static func of(_ profile: ModelProfile) -> Provider {
    switch profile.dialect {
    case .generateContent: .http(.gemini)
    case .storyboard: .local(StoryboardModel())
    }
  }
}

/// A provider's way of writing requests and answers: two pure functions.
package struct HTTPDialect: Sendable {
  /// Writes a request for an endpoint; fails before anything is sent when the model lacks what is
  /// asked.
  package let encode: @Sendable (WireRequest, Endpoint) throws(TroupeError) -> Encoded
  /// Understands an answer, whatever it is.
  package let decode: @Sendable (HTTPAnswer) -> DecodedAnswer
  /// The parts of a recorded answer, to be sent back in a conversation; `nil` when it has none.
  package let turn: @Sendable (MessageBody) -> ModelAnswer?
  /// The variables that may hold the key; the first one set wins.
  package let keyVariables: [String]

  /// Gemini `generateContent`.
  package static let gemini = HTTPDialect(
    encode: { request, endpoint throws(TroupeError) in
      try GeminiEncoder(request: request, endpoint: endpoint).encoded()
    },
    decode: { GeminiDecoder.decode($0) },
    turn: { GeminiTurn.answer(in: $0) },
    keyVariables: ["GOOGLE_API_KEY", "GEMINI_API_KEY"])
}
