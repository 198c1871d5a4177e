package import TroupeVocabulary

/// What sends are allowed, and how they wait.
package struct SendingPolicy: Sendable {
  /// What may be spent.
  package let budget: Budget
  /// How long a generation waits for a provider that is busy.
  package let retry: RetryPolicy
  /// What is sent without a question, US dollars.
  let askAbove: Double
  /// Waits some seconds; the reason is for people. Throws when the task is cancelled.
  package let wait: @Sendable (_ seconds: Double, _ reason: String) async throws -> Void
  /// Told of each generation that has come to its end and is recorded.
  let ended: @Sendable (Generation) async -> Void
  /// How many requests may be under way to one provider at once.
  package var atOnce: Int { limiter.atOnce }
  let limiter: ProviderLimiter

  package init(
    budget: Budget = Budget(), retry: RetryPolicy = RetryPolicy(), atOnce: Int = 4,
    askAbove: Double = 1,
    wait: @escaping @Sendable (_ seconds: Double, _ reason: String) async throws -> Void = {
      seconds, _ in
      try await Task.sleep(for: .seconds(seconds))
    },
    ended: @escaping @Sendable (Generation) async -> Void = { _ in }
  ) {
    self.budget = budget
    self.retry = retry
    self.askAbove = askAbove
    self.wait = wait
    self.ended = ended
    limiter = ProviderLimiter(atOnce: atOnce)
  }

  /// - Throws: `RequestError.tooExpensive` when `estimate` passes `bound`, else the budget of a command, or is not known;
  ///   US dollars.
  package func check(_ estimate: Double?, bound: Double?) throws {
    guard let bound = bound ?? budget.command else { return }
    guard let estimate, estimate <= bound else {
      throw TroupeError.request(.tooExpensive(estimate: estimate, bound: bound))
    }
  }

  /// Has a person agree to so many images, unless they are free.
  /// - Parameter costUSD: at most for all of them; `nil` where the price is not known.
  /// - Throws: `RequestError.notApproved` for a no, and what `approve` throws.
  package func ask(
    _ approve: Spending.Approval?, model: String, images: Int, costUSD: Double?,
    rework: Rework? = nil
  ) async throws {
    guard let approve, images > 0, costUSD != 0 else { return }
    let spending = Spending(
      model: model, images: images, costUSD: costUSD,
      isAsked: costUSD.map { $0 > askAbove } ?? true, rework: rework)
    guard try await approve(spending) else {
      throw TroupeError.request(.notApproved(model: model, images: images, costUSD: costUSD))
    }
    try Task.checkCancellation()
  }
}
