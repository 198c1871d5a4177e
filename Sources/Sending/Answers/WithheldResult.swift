internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// Images that an answer names at a host from which none are fetched: anybody's address can stand in an answer, so that
/// the user says which hosts are the vendor's.
extension AnswerRecorder {
  /// The job is done, and where its image stands is in the record. It stays as it is and can be asked for again, which
  /// fetches the image once its host is named.
  func recordWithheld(_ arrival: Arrival, _ host: UnnamedHost) async throws -> Result {
    let (body, pieces) = try arrival.stored(in: objects)
    try await generations.write { writer in
      try writer.name(pieces)
      try writer.leg(
        arrival.legs.count + 1, of: arrival.attempt, answer: arrival.answer, body: body,
        next: .poll(arrival.message, seconds: Polling.delay(1)), at: arrival.received)
      try writer.event(arrival.generation, .sent, host.reason)
    }
    try spool.remove(arrival.attempt)
    return .ended(
      .provider(
        .jobUnderWay(
          provider: arrival.profile.provider, reason: host.reason, generation: arrival.generation,
          unnamed: host)))
  }
}

extension DecodedAnswer {
  /// The first address of an answer that has its images at addresses alone, and at none from which they are fetched; `nil`
  /// for any other answer, and for an address that no line of a file would allow.
  func unnamedHost(on arrival: Arrival) -> UnnamedHost? {
    guard case .unreadable = outcome, (200..<300).contains(arrival.answer.status),
      let address = addresses.first(where: { address in
        Endpoint.isSafe(address) && !Endpoint.isLocal(address)
          && !Endpoint.haveSameOrigin(address, arrival.message.url)
          && !Endpoint.isHost(of: address, among: arrival.profile.resultHosts ?? [])
      })
    else { return nil }
    return UnnamedHost(
      address: ProviderMessage.clean(address), host: Endpoint.host(of: address).lowercased(),
      model: arrival.profile.id, gateway: arrival.gateway)
  }

  /// The same of a request that cannot be asked for again, with where its image stands in words.
  func withheld(on arrival: Arrival) -> DecodedAnswer {
    guard let host = unnamedHost(on: arrival) else { return self }
    var decoded = self
    decoded.outcome = .unreadable(reason: host.reason)
    return decoded
  }
}

extension UnnamedHost {
  /// Where the image stands, in words for the record.
  var reason: String {
    "the image stands at \(address), and \(host) is not among the result_hosts of \(model)"
  }
}
