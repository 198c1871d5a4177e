internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Keeps the body of an answer byte for byte without keeping its images twice.
struct AnswerBody {
  let objects: ObjectStore

  /// Base64 shorter than this stays in the text, in bytes.
  private static let shortest = 4096

  /// Text longer than this goes to a file, so that a row stays small; in bytes.
  private static let longestText = 1 << 20

  /// Stores what is large in the body of `answer` as files, and returns the body as text runs and files.
  func store(_ answer: HTTPAnswer) throws -> (MessageBody, [ObjectStore.Entry]) {
    let (segments, pieces) = try cut(answer)
    if let segments, segments.reduce(0, { $0 + $1.textLength }) <= Self.longestText {
      return (MessageBody(segments: segments), pieces)
    }
    let piece = try put(whole(answer))
    return (
      MessageBody(segments: [.file(piece.digest, byteCount: piece.byteCount)]), pieces + [piece]
    )
  }

  /// Stores the body of `answer` as one file, and returns the body that names it.
  func storeWhole(_ answer: HTTPAnswer) throws -> (MessageBody, ObjectStore.Entry) {
    let piece = try put(answer.body)
    return (MessageBody(segments: [.file(piece.digest, byteCount: piece.byteCount)]), piece)
  }

  /// The body as it came, with all files in it.
  private func whole(_ answer: HTTPAnswer) throws -> Data {
    var whole = Data()
    var start = answer.body.startIndex
    for (place, file) in answer.files.sorted(by: { $0.key < $1.key }) {
      whole += answer.body[start..<place]
      whole += try objects.read(file.digest, fileExtension: file.fileExtension)
        .base64EncodedData()
      start = place
    }
    return whole + answer.body[start...]
  }

  /// The runs of the body; `nil` when it is no UTF-8 and must be kept as a file.
  private func cut(_ answer: HTTPAnswer) throws -> ([MessageBody.Segment]?, [ObjectStore.Entry]) {
    var cuts = answer.files.map { place, file in
      (
        place..<place,
        ObjectStore.Entry(
          digest: file.digest, fileExtension: file.fileExtension, byteCount: file.byteCount)
      )
    }
    for range in Self.longStrings(in: answer.body) {
      if let bytes = Base64Decoder.decode(answer.body[range]) {
        cuts.append((range, try put(bytes)))
      }
    }
    cuts.sort { $0.0.lowerBound < $1.0.lowerBound }
    var segments: [MessageBody.Segment] = []
    var start = answer.body.startIndex
    for (range, piece) in cuts {
      guard let text = String(validating: answer.body[start..<range.lowerBound], as: UTF8.self)
      else { return (nil, cuts.map(\.1)) }
      segments += [.text(text), .base64(piece.digest, byteCount: piece.byteCount)]
      start = range.upperBound
    }
    guard let rest = String(validating: answer.body[start...], as: UTF8.self) else {
      return (nil, cuts.map(\.1))
    }
    return (segments + [.text(rest)], cuts.map(\.1))
  }

  /// The bytes of a recorded body, files in base64 and all.
  func bytes(of body: MessageBody, extensions: [Digest: String]) throws -> Data {
    try body.segments.reduce(into: Data()) { bytes, segment in
      switch segment {
      case .text(let text): bytes += Data(text.utf8)
      case .base64(let digest, _):
        bytes += try objects.read(digest, fileExtension: extensions[digest] ?? "bin")
          .base64EncodedData()
      case .file(let digest, _):
        bytes += try objects.read(digest, fileExtension: extensions[digest] ?? "bin")
      }
    }
  }

  private func put(_ bytes: Data) throws -> ObjectStore.Entry {
    let fileExtension = MediaType(sniffing: bytes.prefix(12))?.fileExtension ?? "bin"
    let digest = try objects.put(bytes, fileExtension: fileExtension)
    return ObjectStore.Entry(digest: digest, fileExtension: fileExtension, byteCount: bytes.count)
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
