import TroupeVocabulary

extension DecodedAnswer {
  /// The same, where `answer` says that a file which `message` names is there no more: it was not made, and may be sent again
  /// once the file is brought again.
  func lookingForFiles(of message: HTTPRequest, _ answer: HTTPAnswer) -> DecodedAnswer {
    guard case .failed(let failure) = outcome, [.requestRefused, .keyRefused].contains(failure),
      [400, 403, 404, 410].contains(answer.status), GeminiFile.areNamed(in: message.body),
      (self.message ?? "").contains(Self.gone.regex)
    else { return self }
    var decoded = self
    decoded.outcome = .failed(.overloaded(retryAfter: 0))
    return decoded
  }

  private static let gone = ParsedPattern(
    #/(?i)files?/troupe-|\bfile\b.{0,80}(?:not (?:exist|found|in an active state|active)|expired|deleted|no longer)|access the file/#
  )
}
