import Foundation
import TroupeVocabulary

/// Images on their way to the Files API: looked for by name, and brought where they are not or end soon.
///
/// Facts: google-genai 3.4.0, as sent to a recorder, and its `UploadFileConfig.name`.
struct GeminiUpload {
  let road: GeminiRoad

  /// Seconds that a file must still have: a request may wait for its turn.
  private static let margin = 3600.0
  /// Seconds between two questions whether a file is ready.
  private static let pause = 2.0

  /// One upload for each image that `message` names.
  func all(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    guard GeminiFile.areNamed(in: message.body), let home = home(of: message) else { return [] }
    var brought: Set<Digest> = []
    return images.compactMap { image in
      let file = GeminiFile(image.digest)
      guard brought.insert(image.digest).inserted, file.isNamed(in: message.body) else {
        return nil
      }
      let question = HTTPRequest(
        method: "GET", url: "\(home)/\(file.name)", headers: [], keyHeader: message.keyHeader,
        body: MessageBody(segments: []))
      return Upload(image: image, message: question, mayEnd: true)
    }
  }

  /// What is to be sent next.
  func further(
    _ upload: Upload, after answer: HTTPAnswer, to asked: HTTPRequest
  ) -> UploadLeg? {
    let isTaken = (200..<300).contains(answer.status)
    switch (asked.method, asked.headers.first(named: GeminiUploadLeg.command)) {
    case ("GET", _):
      // What is not there may be said to be another's.
      if [403, 404].contains(answer.status) { return start(upload) }
      guard isTaken, let found = GeminiUploadedFile(answer) else { return nil }
      if found.isUnderWay { return UploadLeg(message: upload.message, seconds: Self.pause) }
      let isFit =
        found.isReady && found.byteCount.map { $0 == upload.image.byteCount } ?? true
        && found.seconds.map { $0 > Self.margin } ?? true
      return isFit ? nil : UploadLeg(message: removal(of: upload))
    case ("DELETE", _): return isTaken || [403, 404].contains(answer.status) ? start(upload) : nil
    case (_, "start"):
      // Another process was quicker.
      if answer.status == 409 { return UploadLeg(message: upload.message, seconds: Self.pause) }
      guard isTaken, let address = GeminiUploadLeg.address(in: answer, asked: asked) else {
        return nil
      }
      return UploadLeg(message: GeminiUploadLeg.bytes(of: upload.image, to: address))
    default:
      guard isTaken, GeminiUploadedFile(answer)?.isUnderWay == true else { return nil }
      return UploadLeg(message: upload.message, seconds: Self.pause)
    }
  }

  /// `message` with the address that `answer` gives.
  func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest {
    let file = GeminiFile(upload.image.digest)
    guard (200..<300).contains(answer.status) else {
      let nodes = JSONReader.documents(in: answer.body).nodes
      let words = ErrorWords(nodes, text: answer.body).message.map(ProviderMessage.clean) ?? ""
      throw UploadRefusal(
        message: words.isEmpty ? "HTTP \(answer.status)" : "HTTP \(answer.status): \(words)")
    }
    guard let found = GeminiUploadedFile(answer), found.isReady,
      let uri = found.uri, uri.hasSuffix("/\(file.name)"), Endpoint.isSafe(uri)
    else {
      throw UploadRefusal(message: "the answer to an upload (HTTP \(answer.status)) names no file")
    }
    return HTTPRequest(
      method: message.method, url: message.url, headers: message.headers,
      keyHeader: message.keyHeader, body: file.naming(uri, in: message.body))
  }

  /// What stands before the files in addresses.
  private func home(of message: HTTPRequest) -> String? {
    message.url.range(of: road.models, options: .backwards).map {
      String(message.url[..<$0.lowerBound])
    }
  }

  private func start(_ upload: Upload) -> UploadLeg? {
    GeminiUploadLeg.start(upload).map { UploadLeg(message: $0) }
  }

  private func removal(of upload: Upload) -> HTTPRequest {
    HTTPRequest(
      method: "DELETE", url: upload.message.url, headers: [], keyHeader: upload.message.keyHeader,
      body: MessageBody(segments: []))
  }
}
