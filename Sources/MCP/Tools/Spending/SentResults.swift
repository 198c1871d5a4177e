import Synchronization
import Troupe

/// How calls that may be billed are told.
extension SpendingTools {
  /// Sends within the purse, and tells what was made and what it cost.
  static func sent(
    _ call: Call, atMost most: Double,
    _ send: @escaping @Sendable () async throws -> [GenerationResult]
  ) async throws -> Outcome {
    let results = try await call.purse.spend(atMost: most, for: "This request") {
      let results = try await send()
      return (results, cost(of: results))
    }
    var outcome = Outcome([
      "generations": .list(try results.map(document)),
      "cost_usd": cost(of: results).map { .number($0) } ?? .null,
    ])
    outcome.images = results.flatMap(\.generation.outputs)
    outcome.error = results.lazy.compactMap(\.error).first
    outcome.isUnknown = results.contains { $0.generation.state == .unknown }
    return outcome
  }

  /// US dollars of all; `nil` where one is not known.
  private static func cost(of results: [GenerationResult]) -> Double? {
    results.reduce(0) { sum, one in
      guard let sum else { return nil }
      return one.isFromRecord ? sum : one.generation.costUSD.map { sum + $0 }
    }
  }

  static func document(_ result: GenerationResult) throws -> JSON {
    try JSON(encoding: result.generation).adding(["from_record": .flag(result.isFromRecord)])
  }

  /// Tells a client how far a call has come.
  static func progress(_ call: Call, _ total: Int?) -> WorkEvent.Handler {
    let done = Mutex(0)
    return { event in
      switch event {
      case .result(let made), .shot(_, let made), .rebuilt(_, let made):
        let count = done.withLock { done in
          done += 1
          return done
        }
        call.onProgress(count, total, "\(made.generation.id) \(made.generation.state.rawValue)")
      case .began(let rework): call.onProgress(0, total, "rework \(rework)")
      default: break
      }
    }
  }
}

/// Results that come as events, from any thread.
final class Collected: Sendable {
  private let state = Mutex<(results: [GenerationResult], stop: (any Error)?)>(([], nil))

  var results: [GenerationResult] { state.withLock(\.results) }

  /// Why fewer were sent for than were asked.
  var stop: (any Error)? { state.withLock(\.stop) }

  func take(_ event: WorkEvent, _ next: WorkEvent.Handler) {
    state.withLock { state in
      switch event {
      case .result(let made), .shot(_, let made), .rebuilt(_, let made): state.results.append(made)
      case .stopped(let error): state.stop = error
      default: break
      }
    }
    next(event)
  }
}
