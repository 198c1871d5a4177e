import TroupeVocabulary

/// Writes one `generateContent` request.
struct GeminiEncoder {
  let request: WireRequest
  let endpoint: Endpoint

  func encoded() throws(TroupeError) -> Encoded {
    throw .noModel
  }
}
