internal import Foundation
internal import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeSending
package import TroupeVocabulary

/// Sends a recorded request again: same model, same bytes. A new generation, linked to the old.
package struct Replay: Sendable {
  private let generations: GenerationStore
  private let providers: ProviderRegistry
  private let trust: PriceTrust
  private let sender: Sender

  /// Sends what `generations` hold to today's addresses of `providers`, as far as today's prices of `trust` allow.
  package init(
    _ generations: GenerationStore, providers: ProviderRegistry, trust: PriceTrust, sender: Sender
  ) {
    self.generations = generations
    self.providers = providers
    self.trust = trust
    self.sender = sender
  }

  /// Sends `id` again, unless it is estimated above `maxCost` or the budget, US dollars, or `approve` does not agree.
  /// - Parameter place: which turn of a conversation it is; `nil` where that follows from the old one.
  /// - Throws: `LibraryError.damagedFile` when a file that was sent is missing; otherwise as a first send.
  package func replay(
    _ id: ULID, as place: GenerationWriter.SessionPlace? = nil, maxCost: Double? = nil,
    approve: Spending.Approval? = nil
  ) async throws -> GenerationResult {
    var prepared = try await generations.read { try $0.prepared(id) }
    prepared.bounding = trust.bounding(prepared.profile, at: prepared.message.url)
    prepared.warnings += [trust.note(on: prepared.profile)].compactMap(\.self)
    let cost = prepared.plan(count: 1).estimate.boundUSD
    try sender.policy.check(cost, bound: maxCost)
    // Only the host that the key is configured for gets it (D10).
    prepared.message = try providers.provider(of: prepared.profile).readdress(
      prepared.message, to: providers.endpoint(of: prepared.profile))
    try await sender.policy.ask(approve, model: prepared.profile.id, images: 1, costUSD: cost)
    let follows = try await turn(insteadOf: id)
    return try await sender.send(
      prepared, links: .init(replayOf: id, turn: place ?? follows), allowing: .init(all: true))
  }

  /// The turn that a replay of `id` is: the newest turn of an open conversation, of which no answer came, is said again
  /// by it.
  private func turn(insteadOf id: ULID) async throws -> GenerationWriter.SessionPlace? {
    try await generations.read { reader in
      let generation = try reader.generation(id)
      guard let name = generation.session, generation.state == .unknown else { return nil }
      let session = try SessionReader(reader.connection).session("\(name)")
      guard session.endedAt == nil, session.turns.last == id else { return nil }
      return .init(session: name, number: session.nextNumber)
    }
  }
}
