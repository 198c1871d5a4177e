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
    for upload in provider.uploads(for: prepared.message, images: prepared.pictures) {
      do {
        let answer = try await brought(upload)
        prepared.message = try provider.naming(upload, in: prepared.message, by: answer)
      } catch let refusal as UploadRefusal {
        throw uploadFailed(refusal.message)
      } catch let failure as TransportFailure {
        if case .cancelled = failure.cause { throw TroupeError.interrupted }
        throw uploadFailed("\(failure.host): \(failure.reason)")
      }
    }
  }

  private func uploadFailed(_ message: String) -> TroupeError {
    .provider(.uploadFailed(provider: prepared.profile.provider, message: message))
  }

  /// Sends `upload`; its answer, which is a few words, stays in memory.
  private func brought(_ upload: Upload) async throws -> HTTPAnswer {
    let answer = SmallAnswer()
    try await deliver(
      upload.message, key: key, onHead: { answer.take(status: $0, $1) },
      onBody: { answer.take($0) })
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
