import Synchronization
import Troupe

/// How far paid calls may go together.
struct Purse: Sendable {
  /// Puts a question to the person behind the client; `nil` where the client cannot.
  typealias Ask = @Sendable (String) async throws -> Bool?

  /// US dollars for all of them; `nil` leaves it to the bounds of the settings.
  let bound: Double?
  private let sum = Sum()
  private var ask: Ask = { _ in nil }

  init(bound: Double?) { self.bound = bound }

  /// The same purse for a call whose person is asked by `ask`.
  func asking(_ ask: @escaping Ask) -> Purse {
    var purse = self
    purse.ask = ask
    return purse
  }

  private final class Sum: Sendable {
    let spent = Mutex(0.0)
  }

  /// Runs what may cost `most` US dollars, and counts what it came to; what is not known counts with its most.
  /// - Throws: `RequestError.tooExpensive` where the bound would be passed and no one can be asked, `RequestError.notApproved`
  ///   where someone was asked and declined; what `body` throws.
  func spend<Value: Sendable>(
    atMost most: Double, for what: String,
    _ body: @Sendable () async throws -> (value: Value, cost: Double?)
  ) async throws -> Value {
    try await reserve(most, what)
    do {
      let (value, cost) = try await body()
      if let cost { sum.spent.withLock { $0 += cost - most } }
      return value
    } catch let error as TroupeError where error != .interrupted {
      // It is thrown before anything is sent; what is sent has a result. After a cancellation neither is known.
      sum.spent.withLock { $0 -= most }
      throw error
    }
  }

  /// Counts `most` as spent. Calls that run at the same time do not pass the bound together.
  private func reserve(_ most: Double, _ what: String) async throws {
    guard let bound else { return sum.spent.withLock { $0 += most } }
    let before = sum.spent.withLock { spent in
      defer { if spent + most <= bound + 1e-9 { spent += most } }
      return spent
    }
    guard before + most > bound + 1e-9 else { return }
    let question = """
      \(what) may cost up to \(Self.dollars(most)). Of the \(Self.dollars(bound)) that this server may spend, \
      \(Self.dollars(before)) are spent. Send it all the same?
      """
    switch try await ask(question) {
    case nil:
      throw TroupeError.request(.tooExpensive(estimate: most, bound: max(0, bound - before)))
    case false?:
      throw TroupeError.request(.notApproved(model: what, images: 1, costUSD: most))
    case true?: sum.spent.withLock { $0 += most }
    }
  }

  private static func dollars(_ amount: Double) -> String {
    let hundredths = Int((amount * 10_000).rounded(.up))
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 10_000)
    let digits = String(String(10_000 + rest).dropFirst())
    return "$\(whole).\(digits.hasSuffix("00") ? String(digits.prefix(2)) : digits)"
  }
}
