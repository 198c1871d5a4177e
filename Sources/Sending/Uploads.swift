internal import Foundation
internal import Synchronization
internal import TroupeProviders
internal import TroupeVocabulary

extension Attempt {
  /// Brings the provider what the message names, and takes the names from its answers. Nothing is planned yet: an upload
  /// costs nothing and makes nothing.
  /// - Throws: `ProviderError.uploadFailed`.
  mutating func upload() async throws {
    // A request is known by what it was before its files had names there.
    prepared.plainBody = prepared.plainBody ?? prepared.message.body
    try await bring(provider.uploads(for: prepared.message, images: prepared.pictures))
  }

  /// Looks again for what may be at the provider no more, and brings it where it is not.
  /// - Throws: `ProviderError.uploadFailed`.
  mutating func uploadAgain() async throws {
    let all = provider.uploads(for: prepared.message, images: prepared.pictures)
    try await bring(all.filter(\.mayEnd))
  }

  private mutating func bring(_ uploads: [Upload]) async throws {
    for upload in uploads {
      do {
        let answer = try await brought(upload)
        prepared.message = try provider.naming(upload, in: prepared.message, by: answer)
      } catch let refusal as UploadRefusal {
        throw uploadFailed(refusal.message)
      } catch is CancellationError {
        throw TroupeError.interrupted
      } catch let failure as TransportFailure {
        if case .cancelled = failure.cause { throw TroupeError.interrupted }
        throw uploadFailed("\(failure.host): \(failure.reason)")
      }
    }
  }

  /// Asks the server whether it has the adapters that the message loads. Nothing is planned yet. A server that does not say
  /// is sent the message all the same: what it loads is its own affair.
  /// - Throws: `ProviderError.adapterMissing`.
  func checkAdapters() async throws {
    guard !prepared.adapters.isEmpty,
      let question = provider.adapterQuestion(before: prepared.message)
    else { return }
    var known: [String]?
    do {
      known = provider.adapters(in: try await small(question))
    } catch let failure as TransportFailure {
      if case .cancelled = failure.cause { throw TroupeError.interrupted }
    }
    guard let known else { return }
    for adapter in prepared.adapters where !known.contains(provider.adapterName(adapter.name)) {
      throw TroupeError.provider(
        .adapterMissing(
          provider: prepared.profile.provider, adapter: provider.adapterName(adapter.name),
          known: known))
    }
  }

  private func uploadFailed(_ message: String) -> TroupeError {
    .provider(.uploadFailed(provider: prepared.profile.provider, message: message))
  }

  /// Messages of one upload; none needs more unless its vendor is not done with it.
  private static let mostLegs = 60

  /// Sends `upload` with all its messages, and returns the last answer.
  private func brought(_ upload: Upload) async throws -> HTTPAnswer {
    var message = upload.message
    for _ in 0..<Self.mostLegs {
      let answer = try await small(message)
      guard let next = provider.further(upload, after: answer, to: message) else { return answer }
      // The key goes to the host that it is configured for alone (D10).
      guard next.message.keyHeader == nil || provider.mayGo(next.message.url, home: home) else {
        throw UploadRefusal(message: "it goes on at a host that the key is not for")
      }
      if next.seconds > 0 {
        try await policy.wait(next.seconds, "a file is made ready at \(prepared.profile.provider)")
      }
      message = next.message
    }
    throw UploadRefusal(message: "the file is not ready after \(Self.mostLegs) messages")
  }

  /// Sends a message of an upload; its answer, which is a few words, stays in memory.
  func small(_ message: HTTPRequest) async throws -> HTTPAnswer {
    let answer = SmallAnswer()
    try await deliver(
      message, key: key, onHead: { answer.take(status: $0, $1) }, onBody: { answer.take($0) })
    return answer.whole
  }
}

/// An answer of a few words, as it comes.
private final class SmallAnswer: Sendable {
  private let parts = Mutex<(status: Int, headers: [HTTPHeader], body: Data)>((0, [], Data()))
  /// Bytes that are kept; none says more.
  private static let longest = 1 << 20

  func take(status: Int, _ headers: [HTTPHeader]) {
    parts.withLock { ($0.status, $0.headers) = (status, headers) }
  }

  func take(_ bytes: UnsafeRawBufferPointer) {
    parts.withLock { parts in
      parts.body.append(contentsOf: bytes.prefix(max(0, Self.longest - parts.body.count)))
    }
  }

  var whole: HTTPAnswer {
    parts.withLock { HTTPAnswer(status: $0.status, headers: $0.headers, body: $0.body) }
  }
}
