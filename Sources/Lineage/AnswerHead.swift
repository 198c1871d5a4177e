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

  /// Reads a whole spooled answer; `nil` when its first line is not there or is no head.
  static func read(_ spooled: Data) -> HTTPAnswer? {
    guard let end = spooled.firstIndex(of: UInt8(ascii: "\n")),
      let head = try? JSONDecoder().decode(
        AnswerHead.self, from: spooled[spooled.startIndex..<end])
    else { return nil }
    return HTTPAnswer(
      status: head.status, headers: head.headers, body: spooled[(end + 1)...])
  }
}
