internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
package import TroupeVocabulary

/// Reads what was sent and answered once more, as the provider does when an answer comes.
package struct RecordedExchange: Sendable {
  private let recorder: AnswerRecorder

  /// Reads in the record and the files that `recorder` writes.
  package init(_ recorder: AnswerRecorder) { self.recorder = recorder }

  /// The last exchange of `generation`; `nil` for what was never sent.
  /// - Throws: `RequestError.unknownGeneration`, and `LibraryError` where the record or a file cannot be read.
  package func exchange(of generation: ULID) async throws -> Exchange? {
    let (profile, recorded, extensions) = try await recorder.generations.read { reader in
      let recorded = try reader.exchange(of: generation)
      return (
        try reader.planned(generation).profile, recorded,
        try reader.extensions(of: recorded?.answer?.1.digests ?? [])
      )
    }
    guard let recorded else { return nil }
    var answer: Exchange.Answer?
    if let (head, body) = recorded.answer {
      let whole = try whole(head, body, extensions)
      let decoded = try decoded(whole, to: recorded.message, from: profile)
      answer = Exchange.Answer(
        status: head.status, body: body, thoughts: decoded?.thoughts ?? [],
        sources: decoded?.sources ?? [], signatures: decoded?.signatures ?? 0)
    }
    return Exchange(
      sent: Exchange.Sent(url: recorded.message.url, body: recorded.message.body), answer: answer)
  }

  private func decoded(
    _ answer: HTTPAnswer, to message: HTTPRequest, from profile: ModelProfile
  ) throws -> DecodedAnswer? {
    let provider = try recorder.providers.provider(of: profile)
    switch provider.read(answer, to: message, on: .submit, from: profile) {
    case .answer(let decoded), .fetch(let decoded, _): return decoded
    case .poll: return nil
    }
  }

  /// The answer as it was when it had come: files by their places, the rest as text.
  private func whole(
    _ head: HTTPAnswer, _ body: MessageBody, _ extensions: [Digest: String]
  ) throws -> HTTPAnswer {
    var text = Data()
    var files: [Int: AnswerFile] = [:]
    for segment in body.segments {
      switch segment {
      case .text(let run): text += Data(run.utf8)
      case .file(let digest, _):
        text += try recorder.objects.read(digest, fileExtension: extensions[digest] ?? "bin")
      case .base64(let digest, let byteCount):
        let bytes = try recorder.objects.mapped(digest, fileExtension: extensions[digest] ?? "bin")
        files[text.count] = AnswerFile(
          digest: digest, byteCount: byteCount, start: Data(bytes.prefix(64)))
      }
    }
    return HTTPAnswer(status: head.status, headers: head.headers, body: text, files: files)
  }
}
