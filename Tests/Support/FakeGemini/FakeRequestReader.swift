import Foundation

/// Reads one request from a connection.
struct FakeRequestReader {
  private let connection: LoopbackSocket
  private let keptBytes: Int
  private let takenBytes: Int

  init(_ connection: LoopbackSocket, keptBytes: Int, takenBytes: Int) {
    self.takenBytes = takenBytes
    self.connection = connection
    self.keptBytes = keptBytes
  }

  /// The request, as far as it came; `nil` when no head came.
  func read() -> RecordedRequest? {
    var buffer = Data()
    let end = Data("\r\n\r\n".utf8)
    while buffer.range(of: end) == nil {
      let more = connection.receive()
      if more.isEmpty { return nil }
      buffer += more
    }
    guard let separator = buffer.range(of: end),
      var request = RecordedRequest(
        head: String(decoding: buffer[..<separator.lowerBound], as: UTF8.self))
    else { return nil }
    let length = request.header("content-length").flatMap { Int($0) } ?? 0
    keep(buffer[separator.upperBound...], in: &request)
    while request.bodyLength < min(length, takenBytes) {
      let more = connection.receive()
      if more.isEmpty { break }
      keep(more, in: &request)
    }
    request.isComplete = request.bodyLength == length
    return request
  }

  private func keep(_ piece: Data, in request: inout RecordedRequest) {
    request.bodyLength += piece.count
    request.body += piece.prefix(max(0, keptBytes - request.body.count))
  }
}
