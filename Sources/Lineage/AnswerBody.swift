internal import Foundation
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
  func store(_ body: Data) throws -> (MessageBody, [Piece]) {
    let (segments, pieces) = try cut(body)
    if let segments, segments.reduce(0, { $0 + $1.textLength }) <= Self.longestText {
      return (MessageBody(segments: segments), pieces)
    }
    let piece = try put(body)
    return (
      MessageBody(segments: [.file(piece.digest, byteCount: piece.byteCount)]), pieces + [piece]
    )
  }

  /// The runs of `body`; `nil` when it is no UTF-8 and must be kept as a file.
  private func cut(_ body: Data) throws -> ([MessageBody.Segment]?, [Piece]) {
    var segments: [MessageBody.Segment] = []
    var pieces: [Piece] = []
    var start = body.startIndex
    for range in Self.base64Runs(in: body) {
      guard let bytes = Data(base64Encoded: body[range]),
        bytes.base64EncodedData() == body[range]
      else { continue }
      guard let text = String(validating: body[start..<range.lowerBound], as: UTF8.self) else {
        return (nil, pieces)
      }
      let piece = try put(bytes)
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

  /// The long JSON strings made of nothing but standard base64, without their quotes.
  private static func base64Runs(in body: Data) -> [Range<Data.Index>] {
    var runs: [Range<Data.Index>] = []
    body.withUnsafeBytes { bytes in
      var open: Int?
      for index in bytes.indices {
        if bytes[index] == UInt8(ascii: "\"") {
          if let start = open, index - start >= shortest {
            runs.append(body.startIndex + start..<body.startIndex + index)
          }
          open = index + 1
        } else if !isBase64[Int(bytes[index])] {
          open = nil
        }
      }
    }
    return runs
  }

  private static let isBase64: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
    for byte in letters.utf8 { table[Int(byte)] = true }
    return table
  }()
}

extension MessageBody.Segment {
  /// Bytes of text in it.
  fileprivate var textLength: Int { if case .text(let text) = self { text.utf8.count } else { 0 } }
}
