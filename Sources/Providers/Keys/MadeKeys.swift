package import Foundation
import TroupeVocabulary

/// Keys that are made when they are needed, and kept in memory alone for as long as they hold.
package actor MadeKeys {
  /// A key, and for how many seconds it may be used.
  struct Made: Sendable {
    let key: String
    let seconds: Double
  }

  private let transport: HTTPTransport
  private let environment: [String: String]
  private let clock: @Sendable () -> Date
  private let longest: Double
  private var kept: [KeyMaker: (key: String, until: Date)] = [:]
  private var underWay: [KeyMaker: Task<Made, any Error>] = [:]

  /// - Parameters:
  ///   - transport: the way to where signatures are exchanged.
  ///   - environment: of the commands that are run.
  ///   - clock: the time, which signatures name.
  ///   - longest: seconds until a command is ended. One that asks the network for a token takes some.
  package init(
    transport: HTTPTransport, environment: [String: String],
    clock: @escaping @Sendable () -> Date = { Date() }, longest: Double = 60
  ) {
    self.transport = transport
    self.environment = environment
    self.clock = clock
    self.longest = longest
  }

  /// The key that `maker` makes for `provider`. It is made once for all who ask meanwhile.
  /// - Throws: `ProviderError.keyNotMade`; `.interrupted` when the task is cancelled.
  package func key(by maker: KeyMaker, for provider: String) async throws -> String {
    if let known = kept[maker], known.until > clock() { return known.key }
    let asked = clock()
    let task = underWay[maker] ?? start(maker)
    underWay[maker] = task
    defer { underWay[maker] = nil }
    do {
      let made = try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
      kept[maker] = (made.key, asked.addingTimeInterval(made.seconds))
      return made.key
    } catch {
      if Task.isCancelled || error is CancellationError { throw TroupeError.interrupted }
      let reason = (error as? KeyFault)?.reason ?? "\(error)"
      throw TroupeError.provider(
        .keyNotMade(provider: provider, source: maker.name, reason: reason))
    }
  }

  private func start(_ maker: KeyMaker) -> Task<Made, any Error> {
    let (transport, environment, longest, now) = (transport, environment, longest, clock())
    return Task {
      switch maker.way {
      case .command(let words):
        try await KeyCommand(words: words, environment: environment, seconds: longest).made()
      case .shell(let line):
        try await KeyCommand(line: line, environment: environment, seconds: longest).made()
      case .account(let account):
        try await TokenExchange(account: account, transport: transport, now: now).made()
      }
    }
  }
}
