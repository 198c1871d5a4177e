import Foundation
import TroupeVocabulary

/// What the chunks of a WebP say about its first picture.
struct WebPChunks {
  private(set) var canvas: Size?
  private(set) var picture: Range<Int>?
  private(set) var corner = (x: 0, y: 0)
  private(set) var isAnimated = false
  private(set) var profile: Data?
  private(set) var metadata = ImageMetadata()
  private(set) var hasMetadata = false
  /// How many bytes the file has by its head; more than it has if its end is missing.
  private(set) var length = 0
  /// The offset of the alpha chunk that belongs to the next picture.
  private var alpha: Int?
  private var count = 0

  /// Metadata follows the last picture, so all chunks are walked.
  private static let maxChunks = 100_000
  private static let fileHeadLength = 12
  private static let frameHeadLength = 16

  /// - Throws: `ImageFault.truncated` or `.corrupt`.
  mutating func read(_ file: ByteReader) throws(ImageFault) {
    guard let rest = file.number(at: 4, length: 4, littleEndian: true) else { throw .truncated }
    length = rest + 8
    let isCut = length > file.count
    let end = min(length, file.count)
    var offset = Self.fileHeadLength
    while offset < end {
      do {
        let chunk = try next(file, at: &offset, end: end)
        try add(chunk, file)
      } catch {
        guard isCut else { throw error }
        break
      }
    }
    if isCut, picture == nil { throw .truncated }
  }

  private struct Chunk {
    let name: String
    let start: Int
    let content: Data
    var contentStart: Int { start + 8 }
    var end: Int { contentStart + content.count }
  }

  /// The chunk at `offset`, which is moved past it and its padding.
  private mutating func next(
    _ file: ByteReader, at offset: inout Int, end: Int
  ) throws(ImageFault) -> Chunk {
    count += 1
    guard count <= Self.maxChunks else { throw .corrupt("more chunks than any picture needs") }
    guard let name = file.slice(at: offset, length: 4),
      let length = file.number(at: offset + 4, length: 4, littleEndian: true),
      length <= end - offset - 8, let content = file.slice(at: offset + 8, length: length)
    else { throw .corrupt("a chunk longer than what holds it") }
    let chunk = Chunk(name: String(decoding: name, as: UTF8.self), start: offset, content: content)
    offset = chunk.end + length % 2
    return chunk
  }

  private mutating func add(_ chunk: Chunk, _ file: ByteReader) throws(ImageFault) {
    hasMetadata = hasMetadata || ["ICCP", "EXIF", "XMP "].contains(chunk.name)
    switch chunk.name {
    case "VP8X" where canvas == nil: canvas = try Self.size(ByteReader(chunk.content), at: 4)
    case "ICCP": profile = profile ?? chunk.content
    case "EXIF": metadata.addEXIF(chunk.content)
    case "XMP ": metadata.addXMP(chunk.content)
    case "ANMF": try addFrame(chunk, file)
    default: addPart(chunk)
    }
  }

  /// Adds a part of a picture: its pixels, or the alpha chunk that precedes them.
  private mutating func addPart(_ chunk: Chunk) {
    guard picture == nil else { return }
    switch chunk.name {
    case "ALPH": alpha = alpha ?? chunk.start
    case "VP8 ", "VP8L": picture = (alpha ?? chunk.start)..<chunk.end
    default: break
    }
  }

  /// Adds a frame: a position on the canvas and chunks of its own.
  private mutating func addFrame(_ frame: Chunk, _ file: ByteReader) throws(ImageFault) {
    isAnimated = true
    guard picture == nil else { return }
    let head = ByteReader(frame.content)
    guard let x = head.number(at: 0, length: 3, littleEndian: true),
      let y = head.number(at: 3, length: 3, littleEndian: true)
    else { throw .corrupt("a frame without a position") }
    corner = (x * 2, y * 2)
    var offset = frame.contentStart + Self.frameHeadLength
    while offset < frame.end {
      addPart(try next(file, at: &offset, end: frame.end))
    }
  }

  private static func size(_ reader: ByteReader, at offset: Int) throws(ImageFault) -> Size {
    guard let width = reader.number(at: offset, length: 3, littleEndian: true),
      let height = reader.number(at: offset + 3, length: 3, littleEndian: true)
    else { throw .corrupt("a WebP header too short") }
    return Size(width: width + 1, height: height + 1)
  }
}
