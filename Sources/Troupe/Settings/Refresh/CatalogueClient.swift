internal import Foundation
internal import Synchronization
internal import TroupeProviders

/// Asks a provider for its list of models. Each message goes out once.
struct CatalogueClient: Sendable {
  let vendor: String
  /// Goes to the address that the provider is configured for, and nowhere else.
  let key: String?
  let transport: HTTPTransport

  /// The most bytes of an answer: a list of a thousand models has about a tenth of that.
  private static let most = 16 << 20
  /// How many messages are under way at once.
  private static let atOnce = 4

  fileprivate struct TooLong: Error {}
  private struct NoFile: Error {}

  /// The body of the answer to `message`.
  /// - Throws: `ProviderError.noList`, `.unreadableList` for an endless one, and `CancellationError` when the task is cancelled.
  func ask(_ message: HTTPRequest) async throws -> Data {
    let received = Received()
    do {
      try await transport.send(
        key == nil ? message.withoutKey : message, key: key,
        source: { _ in throw NoFile() },
        onHead: { status, _ in received.status.withLock { $0 = status } },
        onBody: { bytes in
          try received.body.withLock { body in
            guard body.count + bytes.count <= Self.most else { throw TooLong() }
            body.append(contentsOf: bytes)
          }
        })
    } catch let failure as TransportFailure where failure.isTooLong {
      throw TroupeError.provider(
        .unreadableList(provider: vendor, reason: "it has more than \(Self.most) bytes"))
    } catch {
      try Task.checkCancellation()
      throw TroupeError.provider(.noList(provider: vendor, reason: error.reason))
    }
    let status = received.status.withLock(\.self)
    guard status == 200 else {
      throw TroupeError.provider(.noList(provider: vendor, reason: "it answers HTTP \(status)"))
    }
    return received.body.withLock(\.self)
  }

  /// The bodies of those answers to `messages` that came, by the same names.
  func answers(to messages: [String: HTTPRequest]) async -> [String: Data] {
    await withTaskGroup(of: (String, Data?).self) { group in
      var waiting = messages.sorted { $0.key < $1.key }[...]
      func start(_ group: inout TaskGroup<(String, Data?)>) {
        guard let (id, message) = waiting.popFirst() else { return }
        group.addTask { (id, try? await ask(message)) }
      }
      for _ in 0..<Self.atOnce { start(&group) }
      var bodies: [String: Data] = [:]
      for await (id, body) in group {
        bodies[id] = body
        start(&group)
      }
      return bodies
    }
  }

  private final class Received: Sendable {
    let status = Mutex(0)
    let body = Mutex(Data())
  }
}

extension TransportFailure {
  fileprivate var isTooLong: Bool {
    switch cause {
    case .tooLarge: true
    case .receiver(let error): error is CatalogueClient.TooLong
    default: false
    }
  }
}
