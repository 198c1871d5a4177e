internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Keeps the body of an answer byte for byte without keeping its images twice.
struct AnswerBody {
  let objects: ObjectStore

  /// A file that the body was cut into.
  struct Piece {
    let digest: Digest
    let fileExtension: String
    let byteCount: Int
  }

  /// Base64 shorter than this stays in the text, in bytes.
  private static let shortest = 4096

  /// Text longer than this goes to a file, so that a row stays small; in bytes.
  private static let longestText = 1 << 20

  /// Stores what is large in `body` as files, and returns the body as text runs and files.
  /// - Parameter known: what is stored already, by where its base64 stands in `body`.
  func store(_ body: Data, known: [Range<Int>: Piece] = [:]) throws -> (MessageBody, [Piece]) {
    let (segments, pieces) = try cut(body, known)
    if let segments, segments.reduce(0, { $0 + $1.textLength }) <= Self.longestText {
      return (MessageBody(segments: segments), pieces)
    }
    let piece = try put(body)
    return (
      MessageBody(segments: [.file(piece.digest, byteCount: piece.byteCount)]), pieces + [piece]
    )
  }

  /// The runs of `body`; `nil` when it is no UTF-8 and must be kept as a file.
  private func cut(
    _ body: Data, _ known: [Range<Int>: Piece]
  ) throws -> ([MessageBody.Segment]?, [Piece]) {
    var segments: [MessageBody.Segment] = []
    var pieces: [Piece] = []
    var start = body.startIndex
    for range in Self.longStrings(in: body) {
      let encoded = known[range] == nil ? Base64Text(body[range]) : nil
      guard encoded != nil || known[range] != nil else { continue }
      guard let text = String(validating: body[start..<range.lowerBound], as: UTF8.self) else {
        return (nil, pieces)
      }
      guard let piece = try known[range] ?? encoded.map({ try put($0.bytes) }) else { continue }
      segments += [.text(text), .base64(piece.digest, byteCount: piece.byteCount)]
      pieces.append(piece)
      start = range.upperBound
    }
    guard let rest = String(validating: body[start...], as: UTF8.self) else {
      return (nil, pieces)
    }
    return (segments + [.text(rest)], pieces)
  }

  private func put(_ bytes: Data) throws -> Piece {
    let fileExtension = MediaType(sniffing: bytes.prefix(12))?.fileExtension ?? "bin"
    let digest = try objects.put(bytes, fileExtension: fileExtension)
    return Piece(digest: digest, fileExtension: fileExtension, byteCount: bytes.count)
  }

  /// What stands between one quote and the next, where it is long.
  private static func longStrings(in body: Data) -> [Range<Int>] {
    body.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      guard let base = bytes.baseAddress else { return [] }
      var strings: [Range<Int>] = []
      var open = 0
      while let hit = memchr(base + open, Int32(UInt8(ascii: "\"")), bytes.count - open) {
        let quote = UnsafeRawPointer(hit) - base
        if quote - open >= shortest {
          strings.append((body.startIndex + open)..<(body.startIndex + quote))
        }
        open = quote + 1
      }
      return strings
    }
  }
}

extension MessageBody.Segment {
  /// Bytes of text in it.
  fileprivate var textLength: Int { if case .text(let text) = self { text.utf8.count } else { 0 } }
}
