/// One promise that every provider makes, and how it is checked.
package struct ContractCheck: Sendable, CustomStringConvertible {
  /// The promise, in a few words.
  package let description: String
  private let body: @Sendable (ProviderUnderTest) async throws -> Void

  /// - Parameters:
  ///   - promise: in a few words.
  ///   - body: throws where the promise is broken.
  init(_ promise: String, _ body: @escaping @Sendable (ProviderUnderTest) async throws -> Void) {
    description = promise
    self.body = body
  }

  /// The same for a check that waits for nothing.
  init(_ promise: String, _ body: @escaping @Sendable (ProviderUnderTest) throws -> Void) {
    description = promise
    self.body = { subject in try body(subject) }
  }

  /// Checks the promise.
  /// - Throws: `ContractBroken` with all that was found, and what the provider throws where it must not.
  package func run(on provider: ProviderUnderTest) async throws { try await body(provider) }

  /// All of them.
  package static let all: [ContractCheck] =
    RequestChecks.all + RefusedRequestChecks.all + AnswerChecks.all + HostileAnswerChecks.all
    + JobChecks.all + DeliveryChecks.all + ConversationChecks.all
}
