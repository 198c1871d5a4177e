import Foundation
import TroupeVocabulary

/// A body being sent: literal runs, and files as they are read, in base64 or plain. Never whole in memory.
final class BodyStream {
  /// A file that is not as recorded.
  enum Fault: Error {
    case wrongSize(Digest, expected: Int)
  }

  /// Length in bytes.
  let byteCount: Int
  /// Bytes handed out so far.
  private(set) var position = 0

  private var segments: ArraySlice<MessageBody.Segment>
  private let open: (Digest) throws -> any ByteReader
  private var file: OpenFile?
  private var raw = [UInt8](repeating: 0, count: BodyStream.chunk)
  private var pending: [UInt8] = []
  private var pendingRange = 0..<0

  private struct OpenFile {
    let reader: any ByteReader
    let digest: Digest
    let size: Int
    var left: Int
    let isEncoded: Bool
  }

  /// Bytes of a file read at a time; a multiple of 3, so that pieces join without padding between.
  static let chunk = 3 * 64 * 1024

  init(_ body: MessageBody, open: @escaping (Digest) throws -> any ByteReader) {
    byteCount = body.byteCount
    segments = body.segments[...]
    self.open = open
  }

  /// Fills `buffer` as far as the body goes; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      if pendingRange.isEmpty { guard try refill() else { break } }
      let count = min(buffer.count - filled, pendingRange.count)
      let part = pendingRange.lowerBound..<(pendingRange.lowerBound + count)
      pending.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[part]))
      }
      pendingRange = part.upperBound..<pendingRange.upperBound
      filled += count
    }
    position += filled
    return filled
  }

  private func refill() throws -> Bool {
    if file != nil { return try encodeChunk() }
    guard let segment = segments.popFirst() else { return false }
    switch segment {
    case .text(let text):
      pending = Array(text.utf8)
      pendingRange = 0..<pending.count
      return pending.isEmpty ? try refill() : true
    case .base64(let digest, let size):
      file = OpenFile(
        reader: try open(digest), digest: digest, size: size, left: size, isEncoded: true)
      return try encodeChunk()
    case .file(let digest, let size):
      file = OpenFile(
        reader: try open(digest), digest: digest, size: size, left: size, isEncoded: false)
      return try encodeChunk()
    }
  }

  private func encodeChunk() throws -> Bool {
    guard let current = file else { return try refill() }
    let wanted = min(Self.chunk, current.left)
    guard wanted > 0 else {
      try checkEnd(of: current)
      file = nil
      return try refill()
    }
    try raw.withUnsafeMutableBytes { raw in
      var filled = 0
      while filled < wanted {
        let room = UnsafeMutableRawBufferPointer(rebasing: raw[filled..<wanted])
        let count = try current.reader.read(into: room)
        guard count > 0 else { throw Fault.wrongSize(current.digest, expected: current.size) }
        filled += count
      }
    }
    if pending.count < Self.chunk / 3 * 4 {
      pending = [UInt8](repeating: 0, count: Self.chunk / 3 * 4)
    }
    let written = raw.withUnsafeBytes { raw in
      pending.withUnsafeMutableBytes {
        let bytes = UnsafeRawBufferPointer(rebasing: raw[..<wanted])
        if current.isEncoded { return Base64Writer.write(bytes, into: $0) }
        $0.copyMemory(from: bytes)
        return wanted
      }
    }
    pendingRange = 0..<written
    file?.left -= wanted
    return true
  }

  private func checkEnd(of file: OpenFile) throws {
    let more = try raw.withUnsafeMutableBytes {
      try file.reader.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<1]))
    }
    guard more == 0 else { throw Fault.wrongSize(file.digest, expected: file.size) }
  }
}
