public import Foundation

/// What a library takes from outside: the environment, the time, chance. Passed in, so that tests can fix them.
public struct LibraryEnvironment: Sendable {
  /// Environment variables: keys, addresses, folders.
  public var environment: [String: String]
  /// The time.
  public var clock: @Sendable () -> Date
  /// Random bits for identifiers; the low 80 are used.
  public var entropy: @Sendable () -> UInt128

  /// Waits some seconds before a request is sent again; the reason is for people. Throws when the task is cancelled.
  public var wait: @Sendable (_ seconds: Double, _ reason: String) async throws -> Void

  /// Told of each generation that was sent, once it is recorded what it came to: done, refused, failed or unknown. It is
  /// waited for.
  public var ended: @Sendable (Generation) async -> Void

  /// The process's own environment, the system's clock and its random numbers, each replaceable.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    clock: @escaping @Sendable () -> Date = { Date() },
    entropy: @escaping @Sendable () -> UInt128 = { .random(in: .min ... .max) },
    wait: @escaping @Sendable (_ seconds: Double, _ reason: String) async throws -> Void = {
      seconds, _ in
      try await Task.sleep(for: .seconds(seconds))
    },
    ended: @escaping @Sendable (Generation) async -> Void = { _ in }
  ) {
    self.environment = environment
    self.clock = clock
    self.entropy = entropy
    self.wait = wait
    self.ended = ended
  }
}
