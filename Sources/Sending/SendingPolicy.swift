package import TroupeVocabulary

/// What sends are allowed, and how they wait.
package struct SendingPolicy: Sendable {
  /// What may be spent.
  package let budget: Budget
  /// How long a generation waits for a provider that is busy.
  package let retry: RetryPolicy
  /// Waits some seconds; the reason is for people. Throws when the task is cancelled.
  package let wait: @Sendable (_ seconds: Double, _ reason: String) async throws -> Void
  /// How many requests may be under way to one provider at once.
  package var atOnce: Int { limiter.atOnce }
  let limiter: ProviderLimiter

  package init(
    budget: Budget = Budget(), retry: RetryPolicy = RetryPolicy(), atOnce: Int = 4,
    wait: @escaping @Sendable (_ seconds: Double, _ reason: String) async throws -> Void = {
      seconds, _ in
      try await Task.sleep(for: .seconds(seconds))
    }
  ) {
    self.budget = budget
    self.retry = retry
    self.wait = wait
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
}
