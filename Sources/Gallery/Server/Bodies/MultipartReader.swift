import Foundation

/// Reads multipart/form-data as it comes (RFC 7578), files straight to the disk.
struct MultipartReader: ~Copyable {
  private enum State { case preamble, delimited, head, body, epilogue }

  private(set) var fields: [(name: String, value: String)] = []
  private(set) var files: [UploadedFile] = []
  private let delimiter: [UInt8]
  private let folder: UploadFolder
  private var state = State.preamble
  private var head = PartHead(name: "", fileName: nil)
  private var text: [UInt8] = []
  private var file: UploadFile?
  /// What has come and is not read yet. The first delimiter has no line before it, so one is given.
  private var pending: [UInt8] = [13, 10]
  private var textCount = 0
  private var partCount = 0

  init(boundary: String, folder: UploadFolder) {
    delimiter = Array("\r\n--\(boundary)".utf8)
    self.folder = folder
  }

  /// - Throws: `Refusal` for a malformed body and for too many fields; `POSIXError` of the disk.
  mutating func read(_ bytes: some Sequence<UInt8>) throws {
    pending.append(contentsOf: bytes)
    while try step() {}
  }

  /// - Throws: `Refusal.malformedBody` where the last delimiter did not come.
  func end() throws {
    guard state == .epilogue else { throw Refusal.malformedBody }
  }

  /// Reads what can be read; false where more must come first.
  private mutating func step() throws -> Bool {
    switch state {
    case .preamble, .body:
      guard let place = pending.place(of: delimiter) else {
        try keep(max(0, pending.count - delimiter.count + 1))
        return false
      }
      try keep(place)
      pending.removeFirst(delimiter.count)
      if state == .body { endPart() }
      state = .delimited
    case .delimited:
      guard pending.count >= 2 else { return false }
      if pending.starts(with: Array("--".utf8)) {
        state = .epilogue
        return true
      }
      let blanks = pending.prefix { $0 == 32 || $0 == 9 }.count
      guard blanks < 1024 else { throw Refusal.malformedBody }
      guard pending.count >= blanks + 2 else { return false }
      pending.removeFirst(blanks)
      guard pending.starts(with: [13, 10]) else { throw Refusal.malformedBody }
      state = .head
    case .head:
      guard let place = pending.place(of: [13, 10, 13, 10]) else {
        guard pending.count <= 16_384 else { throw Refusal.malformedBody }
        return false
      }
      try startPart(String(decoding: pending[..<place], as: UTF8.self))
      pending.removeFirst(place + 4)
      state = .body
    case .epilogue:
      pending.removeAll()
      return false
    }
    return true
  }

  private mutating func startPart(_ text: String) throws {
    partCount += 1
    guard partCount <= 1000 else { throw Refusal.tooLarge }
    guard let head = PartHead(text) else { throw Refusal.malformedBody }
    self.head = head
    self.text = []
    file = head.fileName == nil ? nil : try folder.file()
  }

  private mutating func keep(_ count: Int) throws {
    guard count > 0 else { return }
    defer { pending.removeFirst(count) }
    guard state == .body else { return }
    if let file {
      try pending.withUnsafeBytes { try file.write(.init(rebasing: $0[..<count])) }
    } else {
      textCount += count
      guard textCount <= BodyReader.formBound else { throw Refusal.tooLarge }
      text += pending[..<count]
    }
  }

  private mutating func endPart() {
    if let file {
      file.close()
      // A form whose file field was left empty sends a part without name and bytes.
      if let name = head.fileName, !(name.isEmpty && file.byteCount == 0) {
        files.append(UploadedFile(name: head.name, fileName: name, path: file.path))
      }
    } else {
      fields.append((head.name, String(decoding: text, as: UTF8.self)))
    }
    file = nil
  }
}

extension [UInt8] {
  /// Where `bytes`, of which there is one at least, are first.
  func place(of bytes: [UInt8]) -> Int? {
    withUnsafeBytes { all in
      bytes.withUnsafeBytes { part in
        guard let start = all.baseAddress, let wanted = part.baseAddress else { return nil }
        var place = 0
        while place + part.count <= all.count {
          let reach = all.count - part.count - place + 1
          guard let found = memchr(start + place, Int32(part[0]), reach) else { return nil }
          place = UnsafeRawPointer(found) - start
          if memcmp(start + place, wanted, part.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }
}
