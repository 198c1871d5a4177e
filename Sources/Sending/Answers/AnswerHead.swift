internal import Foundation
internal import TroupeProviders

/// The first line of a spooled answer: what came before the body. The body follows the line's end.
struct AnswerHead: Codable {
  let status: Int
  let headers: [HTTPHeader]
  /// How many answers of its send were in the record when it was asked for, so that an answer that a crash left behind its
  /// record is not taken for the next one; absent for none.
  let leg: Int?

  /// The line with its end.
  func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads the line, without its end; `nil` when it is not a head.
  init?(line: Data) {
    guard let head = try? JSONDecoder().decode(AnswerHead.self, from: line) else { return nil }
    self = head
  }

  init(status: Int, headers: [HTTPHeader], leg: Int? = nil) {
    self.status = status
    self.headers = headers
    self.leg = leg
  }
}
