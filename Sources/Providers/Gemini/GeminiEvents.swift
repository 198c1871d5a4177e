import Foundation

/// The pieces of an answer: one for a plain answer, several for a stream of events or an array of them.
struct GeminiEvents {
  /// In order; what could not be read is left out.
  private(set) var nodes: [JSONNode] = []
  /// Whether it came as a stream.
  let isStream: Bool
  /// Whether something could not be read, as where a stream was cut off.
  private(set) var isBroken = false

  /// - Throws: what `JSONReader` throws, for what is not a stream.
  init(in body: Data, files: [Int: AnswerFile] = [:]) throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = body.starts(with: mark) ? Data("\n\n\n".utf8) + body.dropFirst(mark.count) : body
    isStream = Self.isStream(body)
    guard isStream else {
      let node = try JSONReader.read(body, files: files)
      nodes = node.elements ?? [node]
      return
    }
    let (text, events) = Self.events(in: body)
    for event in events where !Self.isEnd(text[event]) {
      do {
        nodes.append(try JSONReader.read(text[event], files: files))
      } catch {
        isBroken = true
      }
    }
  }

  private static func isStream(_ body: Data) -> Bool {
    let start = body.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(6)
    return ["data:", "event:", "id:", "retry:", ":"].contains { start.starts(with: $0.utf8) }
  }

  /// Gateways end a stream as other vendors do.
  private static func isEnd(_ event: Data) -> Bool {
    event.count < 100
      && String(decoding: event, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        == "[DONE]"
  }

  private static let field = Array("data:".utf8)

  /// Where the JSON of each event stands, and the body with spaces for all that is no JSON: files are known by their
  /// places, so that nothing may move.
  private static func events(in body: Data) -> (Data, [Range<Int>]) {
    var text = body
    var events: [Range<Int>] = []
    var open: Int?
    var line = text.startIndex
    while line < text.endIndex {
      let end = text[line...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
      let next = end < text.endIndex ? end + 1 : end
      let isBlank = text[line..<end].allSatisfy { $0 == UInt8(ascii: "\r") }
      if text[line..<end].starts(with: field) {
        text.replaceSubrange(line..<(line + field.count), with: repeatElement(0x20, count: 5))
        open = open ?? line
      } else if !isBlank {
        text.replaceSubrange(line..<end, with: repeatElement(0x20, count: end - line))
      }
      if let start = open, isBlank || next == text.endIndex {
        events.append(start..<next)
        open = nil
      }
      line = next
    }
    return (text, events)
  }
}
