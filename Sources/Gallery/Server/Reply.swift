import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer as it is sent.
struct Reply: Sendable {
  var head: HTTPResponse
  var body: ResponseBody
  /// Whether the connection ends after it, as where the rest of the body is not read.
  var isLast = false

  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// - Throws: `Refusal.missingFile` where the file of the answer is not as described.
  init(_ answer: Answer, for request: HTTPRequest) throws {
    self.init(status: answer.status, fields: answer.fields, isKept: answer.etag != nil)
    for (name, value) in answer.cookies where Self.isCookie(name) && Self.isCookie(value) {
      add("Set-Cookie", "\(name)=\(value); SameSite=Strict; Path=/; Max-Age=31536000")
    }
    let tag = answer.etag.map { "\"\($0)\"" }
    if let tag { add("ETag", tag) }
    if let tag, answer.status == 200, Self.isKnown(tag, request) {
      head.status = .notModified
      return
    }
    let sendsBody = request.method != .head
    switch answer.content {
    case .bytes(let bytes):
      add("Content-Length", "\(bytes.count)")
      if sendsBody { body = .init(byteBuffer: ByteBuffer(bytes: bytes)) }
    case .file(let path, let byteCount):
      let file = try SentFile(path, byteCount: byteCount)
      add("Accept-Ranges", "bytes")
      let range = Self.range(request, tag: tag, byteCount: byteCount)
      switch range {
      case .whole: send(file, 0..<byteCount, sendsBody)
      case .part(let part):
        head.status = .partialContent
        add("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(byteCount)")
        send(file, part, sendsBody)
      case .unsatisfiable:
        self.init(status: 416, fields: [("Content-Range", "bytes */\(byteCount)")], isKept: false)
        add("Content-Length", "0")
      }
    }
  }

  /// A head with the fields that every answer has.
  init(status: Int, fields: [(name: String, value: String)], isKept: Bool) {
    head = HTTPResponse(status: .init(code: status))
    body = .init()
    for (name, value) in fields { add(name, value) }
    add("Content-Security-Policy", Self.policy)
    add("X-Content-Type-Options", "nosniff")
    add("Referrer-Policy", "no-referrer")
    add("Cross-Origin-Resource-Policy", "same-origin")
    add("Cross-Origin-Opener-Policy", "same-origin")
    add("Cache-Control", isKept ? "private, max-age=31536000, immutable" : "no-store")
  }

  mutating func add(_ name: String, _ value: String) {
    guard let name = HTTPField.Name(name) else { return }
    head.headerFields.append(HTTPField(name: name, value: value))
  }

  private mutating func send(_ file: SentFile, _ range: Range<Int>, _ sendsBody: Bool) {
    add("Content-Length", "\(range.count)")
    guard sendsBody else { return }
    body = ResponseBody(contentLength: range.count) { writer in
      try await file.write(range, to: &writer)
      try await writer.finish(nil)
    }
  }

  private static func range(_ request: HTTPRequest, tag: String?, byteCount: Int) -> ByteRange {
    // A range means nothing but for GET, nor where the reader has a part of other bytes.
    guard request.method == .get else { return .whole }
    if let known = request.headerFields[.ifRange], known != tag { return .whole }
    return ByteRange(request.headerFields[.range], byteCount: byteCount)
  }

  private static func isKnown(_ tag: String, _ request: HTTPRequest) -> Bool {
    guard let known = request.headerFields[.ifNoneMatch] else { return false }
    return known.split(separator: ",").contains { one in
      let one = one.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
      return one == "*" || one == tag || one == "W/" + tag
    }
  }

  private static func isCookie(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (0x21...0x7E).contains($0) && !"\",;\\=".utf8.contains($0)
    }
  }
}
