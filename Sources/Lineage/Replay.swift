internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
package import TroupeVocabulary

/// Sends a recorded request again: same model, same bytes. A new generation, linked to the old.
package struct Replay: Sendable {
  let context: LineageContext

  /// Works in `context`.
  package init(_ context: LineageContext) { self.context = context }

  /// Sends `id` again, unless it is estimated above `maxCost` or the budget, US dollars.
  /// - Throws: `TroupeError.damagedFile` when a file that was sent is missing; otherwise as a first send.
  package func replay(_ id: ULID, maxCost: Double? = nil) async throws -> Generator.Made {
    let prepared = try await context.database.read { try GenerationReader($0).prepared(id) }
    try Generator.check(
      prepared.plan(count: 1).estimate.costUSD, bound: maxCost ?? context.budget.command)
    return try await Generator(context).send(
      prepared.addressed(to: context.endpoint(of: prepared.profile)),
      links: .init(replayOf: id, turn: try await turn(insteadOf: id)), isRepeat: true)
  }

  /// The turn that a replay of `id` is: the newest one of a conversation that goes on, of which no answer came, is said
  /// again by it.
  private func turn(insteadOf id: ULID) async throws -> GenerationWriter.Turn? {
    let generation = try await context.database.read { try GenerationReader($0).generation(id) }
    guard let name = generation.session, generation.state == .unknown else { return nil }
    let session = try await Sessions(context).session("\(name)")
    guard session.endedAt == nil, session.turns.last == id else { return nil }
    return .init(session: name, number: session.turns.count + 1)
  }
}

extension PreparedRequest {
  /// The same request at today's address: only the host that the key is configured for gets it (D10).
  fileprivate func addressed(to endpoint: Endpoint) -> PreparedRequest {
    guard message.keyHeader != nil,
      let path = message.url.range(of: "/models/", options: .backwards)
    else {
      return self
    }
    let url = "\(endpoint.baseURL)/\(endpoint.version)\(message.url[path.lowerBound...])"
    var other = self
    other.message = HTTPRequest(
      method: message.method, url: url, headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader,
      body: message.body)
    return other
  }
}
