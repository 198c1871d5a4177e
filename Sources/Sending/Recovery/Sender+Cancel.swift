internal import Foundation
internal import Synchronization
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeVocabulary

extension Sender {
  /// Asks the provider to give the job of `send` up. It costs nothing, and is not recorded: what came of it the job's next
  /// answer tells.
  /// - Throws: `ProviderError` where the provider does not take it.
  func cancel(_ send: GenerationReader.Send) async throws {
    let (prepared, legs) = try await recorder.generations.read { reader in
      (try reader.prepared(send.generation), try reader.legs(of: send.attempt))
    }
    let attempt = try await attempt(of: send.generation, prepared)
    guard case .poll(let poll, _)? = legs.last?.next,
      attempt.provider.mayGo(poll.url, home: attempt.home),
      let message = attempt.provider.cancellation(of: poll)
    else { throw TroupeError.request(.noBatch(send.generation)) }
    let name = prepared.profile.provider
    let status = Mutex(0)
    do {
      try await attempt.deliver(
        message, key: attempt.key, onHead: { code, _ in status.withLock { $0 = code } },
        onBody: { _ in })
    } catch let failure as TransportFailure {
      throw TroupeError.provider(
        .noConnection(host: failure.host, reason: failure.reason, generation: send.generation))
    }
    let code = status.withLock(\.self)
    // What is done already, or not known, the poll that follows tells.
    guard (200..<300).contains(code) || [400, 404, 409].contains(code) else {
      throw TroupeError.provider(
        .requestRefused(
          provider: name, status: code, message: "it does not give the job up",
          generation: send.generation))
    }
  }
}
