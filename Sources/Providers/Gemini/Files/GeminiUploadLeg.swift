import Foundation
import TroupeVocabulary

/// The two messages of a resumable upload, the bytes in one piece.
enum GeminiUploadLeg {
  static let command = "X-Goog-Upload-Command"
  private static let address = "X-Goog-Upload-URL"

  /// The message that announces the file; `nil` where the address has no version to put it under.
  static func start(_ upload: Upload) -> HTTPRequest? {
    guard let place = upload.message.url.range(of: "/files/", options: .backwards) else {
      return nil
    }
    let name = String(upload.message.url[place.lowerBound...].dropFirst())
    let home = upload.message.url[..<place.lowerBound]
    guard let slash = home.lastIndex(of: "/"),
      home[slash...].wholeMatch(of: /\/v[0-9][a-z0-9]*/) != nil
    else { return nil }
    let file = WireValue.object([
      WireMember("mime_type", .string(upload.image.type.rawValue)),
      WireMember("name", .string(name)), WireMember("size_bytes", .integer(upload.image.byteCount)),
    ])
    return HTTPRequest(
      method: "POST", url: "\(home[..<slash])/upload\(home[slash...])/files",
      headers: [HTTPHeader("Content-Type", "application/json")]
        + headers(upload.image, command: "start"),
      keyHeader: upload.message.keyHeader,
      body: WireValue.object([WireMember("file", file)]).body)
  }

  /// The message with the bytes. It needs no key: the address is one.
  static func bytes(of image: StoredImage, to address: String) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: address,
      headers: [HTTPHeader("Content-Type", image.type.rawValue)]
        + headers(image, command: "upload, finalize") + [HTTPHeader("X-Goog-Upload-Offset", "0")],
      keyHeader: nil,
      body: MessageBody(segments: [.file(image.digest, byteCount: image.byteCount)]))
  }

  /// Where the bytes go: the path that `answer` names, at the host that was asked, so that images go nowhere else.
  static func address(in answer: HTTPAnswer, asked: HTTPRequest) -> String? {
    guard let said = answer.headers.first(named: address), Endpoint.isSafe(said),
      let path = said.wholeMatch(of: /[a-zA-Z]+:\/\/[^\/?]+(\/.*)/)?.output.1,
      let origin = asked.url.wholeMatch(of: /([a-zA-Z]+:\/\/[^\/?]+).*/)?.output.1
    else { return nil }
    return "\(origin)\(path)"
  }

  private static func headers(_ image: StoredImage, command: String) -> [HTTPHeader] {
    [
      HTTPHeader("X-Goog-Upload-Protocol", "resumable"), HTTPHeader(Self.command, command),
      HTTPHeader("X-Goog-Upload-Header-Content-Length", "\(image.byteCount)"),
      HTTPHeader("X-Goog-Upload-Header-Content-Type", image.type.rawValue),
    ]
  }
}
