package import Foundation
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
      let decoded = try read(head, body, extensions, to: recorded.message, from: profile)
      answer = Exchange.Answer(
        status: head.status, body: body, thoughts: decoded?.thoughts ?? [],
        sources: decoded?.sources ?? [], signatures: decoded?.signatures ?? 0,
        parts: decoded?.parts ?? [], suggestions: decoded?.suggestions)
    }
    return Exchange(
      sent: Exchange.Sent(url: recorded.message.url, body: recorded.message.body), answer: answer)
  }

  /// The bytes of `body`, as they were sent.
  /// - Throws: `LibraryError.damagedFile`, `LibraryError.purged` for a file that is not there.
  package func bytes(of body: MessageBody) async throws -> Data {
    let extensions = try await recorder.generations.read { try $0.extensions(of: body.digests) }
    return try AnswerBody(objects: recorder.objects).bytes(of: body, extensions: extensions)
  }

  /// The answer, understood once more; `nil` where it was purged.
  private func read(
    _ head: HTTPAnswer, _ body: MessageBody, _ extensions: [Digest: String],
    to message: HTTPRequest, from profile: ModelProfile
  ) throws -> DecodedAnswer? {
    do {
      return try decoded(whole(head, body, extensions), to: message, from: profile)
    } catch TroupeError.library(.purged) { return nil }
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

extension DecodedAnswer {
  /// Its words and pictures in order; words that follow on words are one.
  fileprivate var parts: [Exchange.Part] {
    pieces.reduce(into: []) { parts, piece in
      switch piece {
      case .text(let text):
        guard case .text(let before)? = parts.last else { return parts.append(.text(text)) }
        parts[parts.count - 1] = .text(before + text)
      case .thought(let text): parts.append(.thought(text))
      case .image(let place): if let one = images.digest(at: place) { parts.append(.image(one)) }
      case .draft(let place): if let one = drafts.digest(at: place) { parts.append(.draft(one)) }
      }
    }
  }
}

extension [DecodedImage] {
  fileprivate func digest(at place: Int) -> Digest? {
    guard indices.contains(place) else { return nil }
    switch self[place].content {
    case .bytes(let bytes): return Digest(hashing: bytes)
    case .file(let file): return file.digest
    }
  }
}
