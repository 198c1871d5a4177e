internal import Foundation
internal import TroupeProviders

/// The first line of a spooled answer: what came before the body. The body follows the line's end.
struct AnswerHead: Codable {
  let status: Int
  let headers: [HTTPHeader]

  /// The line with its end.
  func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads the line, without its end; `nil` when it is no head.
  init?(line: Data) {
    guard let head = try? JSONDecoder().decode(AnswerHead.self, from: line) else { return nil }
    self = head
  }

  init(status: Int, headers: [HTTPHeader]) {
    self.status = status
    self.headers = headers
  }
}
