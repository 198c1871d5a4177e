import TroupeVocabulary

extension DecodedAnswer {
  /// What it comes to: where images are named by addresses alone, they are fetched there without the key, from the host that
  /// answered `message` and from those that `profile` names.
  func reading(
    of answer: HTTPAnswer, to message: HTTPRequest, from profile: ModelProfile
  ) -> Reading {
    let messages = addresses.filter { address in
      Endpoint.isSafe(address)
        && (Endpoint.haveSameOrigin(address, message.url)
          || Endpoint.isHost(of: address, among: profile.resultHosts ?? []))
    }.map {
      HTTPRequest(
        method: "GET", url: $0, headers: [], keyHeader: nil, body: MessageBody(segments: []))
    }
    guard case .unreadable = outcome, !messages.isEmpty, (200..<300).contains(answer.status)
    else { return .answer(self) }
    return .fetch(self, messages)
  }
}
