package import TroupeVocabulary

/// Why no whole answer came. Its words never hold the key.
package struct TransportFailure: Error, Sendable {
  /// What went wrong.
  package enum Cause: Sendable {
    /// No connection: name, address, TLS or proxy.
    case noConnection
    /// A connection that cannot be trusted, or an address that can never be reached: waiting does not help.
    case untrusted
    /// Nothing moved for longer than the bound.
    case timeout
    /// The connection ended before the answer did.
    case cut
    /// The task was cancelled.
    case cancelled
    /// The answer passes the bound of 256 MiB, or its head that of 64 KiB.
    case tooLarge
    /// A file of the body could not be read as recorded.
    case source(any Error)
    /// The receiver of the answer failed, such as a full disk.
    case receiver(any Error)
  }

  /// What went wrong.
  package let cause: Cause
  /// False when certainly nothing of the request went out; true when anything may have.
  package let maybeSent: Bool
  /// The host asked for.
  package let host: String
  /// The cause in words, without a period.
  package let reason: String

  package init(cause: Cause, maybeSent: Bool, host: String, reason: String) {
    self.cause = cause
    self.maybeSent = maybeSent
    self.host = host
    self.reason = reason
  }

  /// Whether nothing went out and a moment later it may.
  package var mayPass: Bool {
    switch cause {
    case .noConnection, .timeout: !maybeSent
    default: false
    }
  }

  /// Whether what came may hold a result all the same: not where nothing was sent, nor where there was no end to it.
  package var mayHoldResult: Bool {
    if case .tooLarge = cause { return false }
    return maybeSent
  }

  /// The state that a generation comes to: `failed` when certainly nothing went out, else
  /// `unknown`.
  package var state: GenerationState { maybeSent ? .unknown : .failed }

  /// The error that a caller sees. A cause from this machine is thrown as itself where it is a
  /// `TroupeError`.
  /// - Parameter isFree: whether the model costs nothing.
  package func error(
    provider: String, generation: ULID, isFree: Bool = false
  ) -> TroupeError {
    guard maybeSent else {
      if case .cancelled = cause { return .interrupted }
      if case .source(let error as TroupeError) = cause { return error }
      return .provider(.noConnection(host: host, reason: reason, generation: generation))
    }
    return .provider(
      .outcomeUnknown(provider: provider, reason: reason, generation: generation, isFree: isFree))
  }
}
