import Foundation
import TroupeVocabulary

/// A recorded answer as text that can be read, with marks in the places of its files.
struct RecordedText {
  /// Something that stands nowhere in the answer: it has one dash more than any run of them.
  private let mark: String
  private let files: [MessageBody.Segment]

  init(_ body: MessageBody) {
    files = body.segments
    let texts = body.segments.compactMap { if case .text(let text) = $0 { text } else { nil } }
    mark = "file" + String(repeating: "-", count: 1 + (texts.map(Self.longestRun).max() ?? 0))
  }

  /// The text.
  var data: Data {
    let text = files.enumerated().map { index, segment in
      if case .text(let text) = segment { text } else { "\(mark)\(index).\(mark)" }
    }.joined()
    return Data(text.utf8)
  }

  /// A piece of the text with the files in their places again; `nil` where it imitates a mark.
  func segments(of piece: Data) -> [MessageBody.Segment]? {
    var segments: [MessageBody.Segment] = []
    var rest = String(decoding: piece, as: UTF8.self)[...]
    while let open = rest.range(of: mark) {
      guard let close = rest.range(of: ".\(mark)", range: open.upperBound..<rest.endIndex),
        let index = Int(rest[open.upperBound..<close.lowerBound]), files.indices.contains(index)
      else { return nil }
      segments += [.text(String(rest[..<open.lowerBound])), files[index]]
      rest = rest[close.upperBound...]
    }
    return segments + [.text(String(rest))]
  }

  private static func longestRun(of text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "-") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
