package import Foundation

/// A request as `FakeGemini` received it.
package struct RecordedRequest: Sendable {
  /// Such as `POST`.
  package let method: String
  /// Path and query.
  package let path: String
  /// The headers in order.
  package let headers: [(name: String, value: String)]
  /// The body, as much of it as the server keeps.
  package var body = Data()
  /// The whole body's length as received.
  package var bodyLength = 0
  /// Whether the whole announced body came.
  package var isComplete = false

  /// The value of the first header called `name`.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The key that came with it, wherever vendors have it.
  package var key: String? {
    header("x-goog-api-key") ?? header("x-key")
      ?? header("authorization")?.replacing("Bearer ", with: "")
  }

  /// The head's lines read; `nil` when they are no request.
  init?(head: String) {
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return nil }
    method = String(words[0])
    path = String(words[1])
    headers = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return (String(line[..<colon]), value)
    }
  }
}
