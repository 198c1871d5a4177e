internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Reads a spooled answer once, from its first byte to its last: what is long and base64 goes into the object store as it
/// passes, the rest into memory.
struct AnswerScan {
  private let spool: SpoolFile
  private let objects: ObjectStore
  /// Of the body, without the long base64.
  private var text: [UInt8] = []
  private var files: [Int: AnswerFile] = [:]
  /// Where the string that is being passed began in `text`.
  private var open = 0
  private var pending: PendingString?
  /// Which `open` was last tried as the beginning of base64, so that a failed match is not retried for every chunk.
  private var tried = 0

  /// A string that is being written to a file.
  private struct PendingString {
    /// Where it begins in the spool.
    let offset: Int
    let writer: ObjectWriter
    var decoder = Base64Decoder()
    var start = Data()
  }

  /// Base64 shorter than this is kept in memory, in bytes.
  private static let shortest = 256 << 10
  /// Bytes read at a time.
  private static let chunk = 256 << 10

  private init(_ spool: SpoolFile, _ objects: ObjectStore) {
    self.spool = spool
    self.objects = objects
  }

  /// The answer in `spool`, as far as it came; without a head nothing can be understood, and its status is 0.
  /// - Parameter isImage: whether the body is an image as it is: nothing is taken out of it.
  static func read(
    _ spool: SpoolFile, into objects: ObjectStore, isImage: Bool = false
  ) throws -> HTTPAnswer {
    let (head, size) = try Self.head(of: spool)
    guard let head else { return HTTPAnswer(status: 0, headers: [], body: try spool.read()) }
    if isImage {
      let body = Data(try spool.read().dropFirst(size))
      return HTTPAnswer(status: head.status, headers: head.headers, body: body)
    }
    var scan = AnswerScan(spool, objects)
    try scan.pass(from: size)
    return HTTPAnswer(
      status: head.status, headers: head.headers, body: Data(scan.text), files: scan.files)
  }

  /// The first line, and where the body begins.
  static func head(of spool: SpoolFile) throws -> (AnswerHead?, Int) {
    var line = Data()
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = try piece.withUnsafeMutableBytes { try spool.read(at: line.count, into: $0) }
      let end = piece[..<count].firstIndex(of: UInt8(ascii: "\n"))
      line += piece[..<(end ?? count)]
      if end != nil { return (AnswerHead(line: line), line.count + 1) }
      // The transport bounds heads far below this.
      if count == 0 || line.count > 1 << 20 { return (nil, 0) }
    }
  }

  private mutating func pass(from start: Int) throws {
    var place = start
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try spool.read(at: place, into: $0) }
      if count == 0 { break }
      try buffer.withUnsafeBytes { bytes in
        try take(UnsafeRawBufferPointer(rebasing: bytes[..<count]), at: place)
      }
      place += count
    }
    // It has no end, so it is not a string.
    if pending != nil { try giveUp(at: place) }
  }

  /// Takes the bytes that stand at `offset` of the spool.
  private mutating func take(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let here = offset + bytes.count - rest.count
      let hit = memchr(base, Int32(UInt8(ascii: "\"")), rest.count)
      let length = hit.map { UnsafeRawPointer($0) - base } ?? rest.count
      try takeRun(UnsafeRawBufferPointer(rebasing: rest[..<length]), at: here)
      if hit != nil {
        try endString(at: here + length)
        text.append(UInt8(ascii: "\""))
        open = text.count
      } else if pending == nil, text.count - open >= Self.shortest {
        try begin(at: here + length)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[(length + (hit == nil ? 0 : 1))...])
    }
  }

  private mutating func takeRun(_ run: UnsafeRawBufferPointer, at offset: Int) throws {
    guard pending != nil else { return text.append(contentsOf: run) }
    if try !feed(run) {
      try giveUp(at: offset)
      text.append(contentsOf: run)
    }
  }

  /// Turns the string that is being passed into a file, if so far it may be one.
  private mutating func begin(at offset: Int) throws {
    guard open > 0, open != tried else { return }
    tried = open
    let run = Array(text[open...])
    pending = PendingString(offset: offset - run.count, writer: try ObjectWriter(in: objects))
    text.removeSubrange(open...)
    if try !run.withUnsafeBytes({ try feed($0) }) { try giveUp(at: offset) }
  }

  private mutating func feed(_ letters: UnsafeRawBufferPointer) throws -> Bool {
    guard let writer = pending?.writer else { return false }
    var start = Data()
    let isPlain = try pending?.decoder.take(letters) { bytes in
      if writer.byteCount == 0 { start = Data(bytes.prefix(64)) }
      try writer.write(bytes)
    }
    if !start.isEmpty { pending?.start = start }
    return isPlain ?? false
  }

  private mutating func endString(at offset: Int) throws {
    guard var ended = pending else { return }
    guard let last = ended.decoder.finish() else { return try giveUp(at: offset) }
    try last.withUnsafeBytes { try ended.writer.write($0) }
    let fileExtension = MediaType(sniffing: ended.start.prefix(12))?.fileExtension ?? "bin"
    files[open] = AnswerFile(
      digest: try ended.writer.finish(fileExtension: fileExtension),
      byteCount: ended.writer.byteCount, start: ended.start)
    pending = nil
  }

  /// It is not base64 after all: back into the text with what was passed of it, up to `offset`.
  private mutating func giveUp(at offset: Int) throws {
    guard let start = pending?.offset else { return }
    pending = nil
    var run = [UInt8](repeating: 0, count: offset - start)
    _ = try run.withUnsafeMutableBytes { try spool.read(at: start, into: $0) }
    text += run
  }
}
