import Foundation

/// The file of a WebP, cut into its chunks.
struct WebPFile: Sendable {
  private static let longest = Int(UInt32.max) - 1

  /// The chunks as far as they are whole.
  private(set) var chunks: [Chunk] = []
  /// What follows the length that the file claims.
  private(set) var trailing = ByteView([])
  /// Why the rest could not be read.
  private(set) var fault: CopyFault?

  /// The chunks of a whole file.
  ///
  /// - Throws: `CopyFault.broken` where it ends early or has no pixels.
  init(_ file: ByteView) throws(CopyFault) {
    self.init(reading: file)
    if let fault { throw fault }
    guard chunks.contains(where: { $0.isFrame }) else { throw .broken("The WebP has no pixels.") }
    if let head = chunks.first(where: { $0.kind == "VP8X" }), head.body.count < 10 {
      throw .broken("The head of the WebP has \(head.body.count) bytes, not 10.")
    }
  }

  /// The chunks of a file as far as it can be read.
  init(reading file: ByteView) {
    guard let length = file.u32(4, .little), let body = file.part(8, length) else {
      let claimed = (file.u32(4, .little) ?? 0) + 8
      fault = .broken("The WebP breaks off: \(file.count) of its \(claimed) bytes are there.")
      readChunks(of: file, from: 12)
      return
    }
    readChunks(of: body, from: 4)
    trailing = file.rest(8 + length)
  }

  /// The chunks within that of a moving picture.
  init(parts: ByteView) { readChunks(of: parts, from: 0) }

  private mutating func readChunks(of view: ByteView, from start: Int) {
    var offset = start
    while offset < view.count {
      guard chunks.count < Chunk.most, let kind = view.kind(offset),
        let length = view.u32(offset + 4, .little),
        let body = view.part(offset + 8, length)
      else {
        fault = fault ?? .broken("The WebP breaks off within a chunk at byte \(offset + 8).")
        return
      }
      chunks.append(Chunk(kind: kind, body: body, whole: Chunk.webp(kind, body.data)))
      offset += 8 + length + length % 2
    }
  }

  /// A file of chunks.
  ///
  /// - Throws: `CopyFault.tooLong` where its length is more than 32 bits hold.
  static func file(_ chunks: [Data], trailing: Data = Data()) throws(CopyFault) -> Data {
    let length = chunks.reduce(4) { $0 + $1.count }
    guard length <= longest else {
      throw .tooLong("The WebP would have \(length) bytes; at most \(longest) are possible.")
    }
    var file = Data("RIFF".utf8)
    file.append(length, size: 4, .little)
    file.append(Data("WEBP".utf8))
    for chunk in chunks { file.append(chunk) }
    file.append(trailing)
    return file
  }
}

extension Chunk {
  /// A chunk of a WebP, padded to an even length.
  static func webp(_ kind: String, _ body: Data) -> Data {
    var chunk = Data(kind.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    chunk.append(body.count, size: 4, .little)
    chunk.append(body)
    if body.count % 2 == 1 { chunk.append(0) }
    return chunk
  }

  /// Whether it is the picture of a WebP or one of its moving pictures.
  var isFrame: Bool { ["VP8 ", "VP8L", "ANMF"].contains(kind) }
}
