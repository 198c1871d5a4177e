import Foundation

/// The pieces of an answer: one for a plain answer, several for a stream of events, an array of them, or documents one
/// after another.
struct AnswerEvents {
  /// In order; what could not be read is left out.
  private(set) var nodes: [JSONNode] = []
  /// Whether it came as a stream.
  let isStream: Bool
  /// Whether something could not be read, as where a stream was cut off.
  private(set) var isBroken = false

  /// A plain answer that stands inside another.
  init(_ node: JSONNode) {
    nodes = [node]
    isStream = false
  }

  /// `nil` when nothing in `body` can be read.
  init?(in body: Data, files: [Int: AnswerFile] = [:]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = body.starts(with: mark) ? Data("\n\n\n".utf8) + body.dropFirst(mark.count) : body
    isStream = Self.isStream(body)
    if isStream {
      let (text, events) = Self.events(in: body)
      for event in events where !Self.isEnd(text[event]) { take(text[event], files) }
    } else {
      take(body, files)
      if nodes.isEmpty { return nil }
    }
  }

  private mutating func take(_ text: Data, _ files: [Int: AnswerFile]) {
    let (documents, isBroken) = JSONReader.documents(in: text, files: files)
    nodes += documents.flatMap { $0.elements ?? [$0] }
    self.isBroken = self.isBroken || isBroken
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
  /// places, so that nothing may move. Lines end with CR, LF or both, as the format allows.
  private static func events(in body: Data) -> (Data, [Range<Int>]) {
    var text = Data(body)
    var events: [Range<Int>] = []
    let count = text.count
    text.withUnsafeMutableBytes { bytes in
      var open: Int?
      var line = 0
      while line < count {
        let end = endOfLine(in: bytes, from: line)
        var next = min(end + 1, count)
        if next < count, bytes[end] == 0x0D, bytes[next] == 0x0A { next += 1 }
        if UnsafeMutableRawBufferPointer(rebasing: bytes[line..<end]).starts(with: field) {
          for place in line..<(line + field.count) { bytes[place] = 0x20 }
          open = open ?? line
        } else {
          for place in line..<end { bytes[place] = 0x20 }
        }
        if let start = open, end == line || next == count {
          events.append(start..<next)
          open = nil
        }
        line = next
      }
    }
    return (text, events)
  }

  /// Where the line ends that begins at `start`: `memchr` passes an image many times faster than a loop would.
  private static func endOfLine(in bytes: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    func find(_ byte: UInt8, before end: Int) -> Int {
      memchr(base + start, Int32(byte), end - start).map { UnsafeMutableRawPointer($0) - base }
        ?? end
    }
    return find(0x0D, before: find(0x0A, before: bytes.count))
  }
}
