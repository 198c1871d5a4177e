internal import Foundation
package import TroupeRecord
package import TroupeVocabulary

/// What is known already of a request that is to be sent, so often as is asked.
struct KnownRun: Sendable {
  /// Results that stand in the record and are not sent for again.
  var known: [GenerationResult] = []
  /// How the generations to come are tied together.
  var links = GenerationWriter.Links()
  /// What may be sent though it was sent before.
  var repeats = Sender.Repeats()
}

extension Generator {
  /// `prepared` with a warning where an equal request was refused, as a plan shows it.
  package func noted(_ prepared: PreparedRequest) async throws -> PreparedRequest {
    let key = try prepared.key
    let refusal = try await generations.read { reader in
      try reader.finishedRequest(key) == nil ? try reader.refusedRequest(key) : nil
    }
    guard case .request(.equalRequestRefused(let id, let date, let reason)) = refusal else {
      return prepared
    }
    var prepared = prepared
    let day = date.formatted(.iso8601.year().month().day())
    prepared.warnings.append("an equal request, \(id), was refused on \(day): \(reason)")
    return prepared
  }

  /// What the record has of `plan`, under what `options` allow.
  /// - Throws: `RequestError.equalRequestOpen`, `RequestError.equalRequestRefused`.
  func run(
    of prepared: PreparedRequest, _ plan: Plan, _ options: SendOptions
  ) async throws -> KnownRun {
    let count = options.count ?? 1
    let repeats = Sender.Repeats(
      all: options.repeats || count > 1,
      refused: options.isAgain)
    if count == 1 {
      let links = GenerationWriter.Links(batch: options.batch)
      guard !options.repeats else { return KnownRun(links: links, repeats: repeats) }
      let key = try prepared.key
      let found = try await generations.read { reader in
        let found = try reader.finishedRequest(key).map { try reader.generation($0) }
        if found == nil { try reader.checkUnsent(key, allowsRefused: repeats.refused) }
        return found
      }
      return KnownRun(
        known: found.map { [GenerationResult(generation: $0, isFromRecord: true)] } ?? [],
        links: links, repeats: repeats)
    }
    var run = KnownRun(repeats: repeats)
    guard let digest = plan.digest else { return run }
    let batch = generations.newBatch(of: digest)
    run.links = .init(batch: batch)
    guard options.expected != nil, !options.isFresh else { return run }
    let key = try prepared.key
    let earlier = try await generations.read { try $0.batch(key, of: digest) }
    run.links = .init(
      batch: earlier.first?.batch ?? batch,
      once: .init(plan: digest, count: count, isNew: earlier.isEmpty))
    if let open = earlier.first(where: { !$0.state.isFinal }) {
      throw TroupeError.request(
        .equalRequestOpen(state: open.state, generation: open.id, isFree: prepared.price == 0))
    }
    // What failed was certainly not made, and is sent for again as it is without a batch; so is what came without an image.
    run.known = earlier.filter { $0.state == .refused || !$0.outputs.isEmpty }.prefix(count).map {
      GenerationResult(generation: $0, isFromRecord: true, error: $0.recordedRefusal)
    }
    return run
  }
}

extension Generation {
  /// The error of a recorded refusal, in the words that the record keeps.
  package var recordedRefusal: TroupeError? {
    guard state == .refused else { return nil }
    let parts = (message ?? "").split(separator: ": ", maxSplits: 1).map(String.init)
    return .provider(
      .blocked(
        provider: provider, reason: parts.first ?? "", message: parts.dropFirst().first ?? "",
        generation: id))
  }
}
