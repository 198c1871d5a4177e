public import Foundation

/// What a library takes from outside itself: the environment, the time, chance. Passed in, so that tests can fix them.
public struct World: Sendable {
  /// Environment variables: keys, addresses, folders.
  public var environment: [String: String]
  /// The time.
  public var clock: @Sendable () -> Date
  /// Random bits for identifiers; the low 80 are used.
  public var entropy: @Sendable () -> UInt128

  /// Told when a request that the provider refused for now is going to be sent again: after how many seconds, and
  /// why.
  public var onWait: @Sendable (_ seconds: Double, _ reason: TroupeError) -> Void

  /// The process's own environment, the system's clock and its random numbers, each replaceable.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    clock: @escaping @Sendable () -> Date = { Date() },
    entropy: @escaping @Sendable () -> UInt128 = { .random(in: .min ... .max) },
    onWait: @escaping @Sendable (_ seconds: Double, _ reason: TroupeError) -> Void = { _, _ in }
  ) {
    self.environment = environment
    self.clock = clock
    self.entropy = entropy
    self.onWait = onWait
  }
}
