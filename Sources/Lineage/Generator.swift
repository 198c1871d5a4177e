internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// Plans and makes generations: the one way in which a request leaves the machine.
package struct Generator: Sendable {
  let context: LineageContext

  /// Works in `context`.
  package init(_ context: LineageContext) { self.context = context }

  /// What the user allows a request.
  package struct Terms: Sendable {
    /// How many images are wanted; `nil` is one that may be answered from the record.
    package var count: Int?
    /// Whether an equal request that is finished or open is sent again.
    package var isFresh = false
    /// The most it may cost, US dollars; `nil` for no bound.
    package var maxCost: Double?

    package init(count: Int? = nil, isFresh: Bool = false, maxCost: Double? = nil) {
      self.count = count
      self.isFresh = isFresh
      self.maxCost = maxCost
    }
  }

  /// A generation, and whether it was made now or found in the record.
  package struct Made: Sendable {
    /// The record.
    package let generation: Generation
    /// True when an equal request had been answered before and nothing was sent.
    package let isFromRecord: Bool
    /// The error that tells the user how it failed, if it did.
    package let error: TroupeError?
  }

  /// What `request` would send. No generation is recorded, nothing sent.
  package func plan(_ request: Request, count: Int = 1) async throws -> PlannedRequest {
    let prepared = try await Preparation(context: context).prepare(request)
    return PlannedRequest(prepared, count: count)
  }

  /// Sends `request` as often as `terms` say, one after the other, ending at the first failure.
  /// - Parameter onMade: called after each.
  package func generate(
    _ request: Request, terms: Terms, onMade: (Made) -> Void = { _ in }
  ) async throws -> [Made] {
    let prepared = try await Preparation(context: context).prepare(request)
    let count = terms.count ?? 1
    try Self.check(
      prepared.plan(count: count).estimate.costUSD, bound: terms.maxCost ?? context.budget.command)
    let isRepeat = terms.isFresh || terms.count != nil
    if !isRepeat, let made = try await finished(prepared) {
      onMade(made)
      return [made]
    }
    let batch = count > 1 ? context.newID() : nil
    var all: [Made] = []
    for _ in 0..<count {
      let made = try await sendOrFind(
        prepared, links: .init(batch: batch), isRepeat: isRepeat || !all.isEmpty)
      onMade(made)
      all.append(made)
      if made.error != nil { break }
    }
    return all
  }

  private func sendOrFind(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> Made {
    do {
      return try await send(prepared, links: links, isRepeat: isRepeat)
    } catch let found as MadeMeanwhile {
      let generation = try await context.database.read {
        try GenerationReader($0).generation(found.generation)
      }
      return Made(generation: generation, isFromRecord: true, error: nil)
    }
  }

  func send(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> Made {
    let (id, error) = try await Sender(context: context)
      .send(prepared, links: links, isRepeat: isRepeat)
    let generation = try await uncancelled {
      try await context.database.read { try GenerationReader($0).generation(id) }
    }
    return Made(generation: generation, isFromRecord: false, error: error)
  }

  static func check(_ estimate: Double?, bound: Double?) throws {
    guard let bound else { return }
    guard let estimate, estimate <= bound else {
      throw TroupeError.tooExpensive(estimate: estimate, bound: bound)
    }
  }

  private func finished(_ prepared: PreparedRequest) async throws -> Made? {
    let key = try prepared.key
    return try await context.database.read { connection in
      let reader = GenerationReader(connection)
      guard let id = try reader.finishedRequest(key) else { return nil }
      return Made(generation: try reader.generation(id), isFromRecord: true, error: nil)
    }
  }
}
