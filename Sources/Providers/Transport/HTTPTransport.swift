package import TroupeVocabulary

/// The one way out to the network: libcurl on a thread of its own.
///
/// Never follows a redirect, never sends a request twice by itself, verifies TLS, and keeps
/// neither body in memory.
package final class HTTPTransport: Sendable {
  /// How long to wait, in seconds.
  package struct Timeouts: Hashable, Sendable {
    /// Until a connection stands.
    package var connect: Double
    /// While nothing moves in either direction.
    package var idle: Double
    /// In all, from the first byte sent to the last received.
    package var whole: Double

    package init(connect: Double = 10, idle: Double = 300, whole: Double = 3600) {
      self.connect = connect
      self.idle = idle
      self.whole = whole
    }
  }

  /// How far a transfer has come, in bytes of the bodies.
  package struct Progress: Hashable, Sendable {
    /// Sent so far.
    package let sent: Int
    /// To be sent in all.
    package let toSend: Int
    /// Received so far.
    package let received: Int
  }

  /// The largest answer taken, in bytes.
  package static let largestAnswer = 256 << 20

  /// A transport.
  /// - Parameters:
  ///   - userAgent: what it calls itself, as in `troupe/1.0.0`.
  ///   - timeouts: how long it waits.
  ///   - atOnce: how many requests it has under way to one host; others wait their turn.
  ///   - certificates: a PEM file of the certificates to trust, in place of the system's.
  package init(
    userAgent: String, timeouts: Timeouts = Timeouts(), atOnce: Int = 4, certificates: String? = nil
  ) {
    self.userAgent = userAgent
    self.certificates = certificates
    self.timeouts = timeouts
    self.atOnce = max(1, atOnce)
  }

  deinit { loop.ifMade?.stop() }

  /// How many requests it has under way to one host.
  package let atOnce: Int

  private let userAgent: String
  private let certificates: String?
  private let timeouts: Timeouts
  /// Most commands send nothing, and loading libcurl takes half of the time of a short one.
  private let loop = OnDemand { TransferLoop() }

  /// Sends `request` once and hands its answer over as it arrives.
  /// - Parameters:
  ///   - request: what to send, once.
  ///   - key: goes into the request's key header, and nowhere else; echoed in a refusal it is
  ///     masked.
  ///   - scheme: the word before the key, where its header is `Authorization`.
  ///   - timeouts: how long to wait, where not as this transport does.
  ///   - source: opens a file of the body by digest, on the transport's thread.
  ///   - onHead: receives status and headers, once, before the body.
  ///   - onBody: receives the body piece by piece; the bytes are valid during the call only.
  ///   - onProgress: receives how far it has come, some times a second.
  /// - Throws: `TransportFailure`, also when the task is cancelled.
  package func send(
    _ request: HTTPRequest, key: String?, scheme: String = "Bearer", timeouts: Timeouts? = nil,
    isResult: Bool = false,
    source: @escaping @Sendable (Digest) throws -> any ByteReader,
    onHead: @escaping @Sendable (Int, [HTTPHeader]) throws -> Void,
    onBody: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void,
    onProgress: (@Sendable (Progress) -> Void)? = nil
  ) async throws(TransportFailure) {
    let ticket = TransferTicket()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.value.start(
          TransferOrder(
            request: request, key: key, scheme: scheme, userAgent: userAgent,
            certificates: certificates, timeouts: timeouts ?? self.timeouts, isResult: isResult,
            source: source, onHead: onHead, onBody: onBody,
            onProgress: onProgress, ticket: ticket,
            finish: { continuation.resume(returning: $0) }))
      }
    } onCancel: {
      ticket.cancel()
      loop.value.wake()
    }
    try result.get()
  }
}
