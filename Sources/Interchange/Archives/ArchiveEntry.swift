/// A file of an archive, as the directory of the archive tells it.
package struct ArchiveEntry: Hashable, Sendable {
  /// Its name: a plain relative path in UTF-8, such as `files/ab/cd.png`.
  package let name: String
  /// Its bytes, unpacked.
  package let byteCount: Int
  /// Its bytes in the archive.
  package let packedByteCount: Int
  /// Its place in the directory, from 0.
  package let index: Int

  let method: Int
  let checksum: UInt32
  let nameBytes: [UInt8]
  /// Where its own header begins.
  let offset: Int
}

/// What the directory of an archive says of one entry, unchecked.
struct DirectoryRecord: Sendable {
  var flags = 0
  var method = 0
  var checksum: UInt32 = 0
  var packedByteCount = 0
  var byteCount = 0
  var attributes = 0
  var disk = 0
  var offset = 0
  var name: [UInt8] = []
  /// How many bytes it takes in the directory.
  var length = 0

  /// The bytes of a record without its name and what follows.
  static let shortest = 46

  /// Reads the record at `start`.
  /// - Throws: `.damaged`, or a fault of the entry.
  init(_ bytes: ByteView, at start: Int) throws(ArchiveFault) {
    guard bytes.number(start, size: 4, .little) == 0x0201_4B50,
      let fixed = bytes.part(start, Self.shortest)
    else { throw ArchiveFault(.damaged) }
    func field(_ offset: Int, _ size: Int) -> Int { fixed.number(offset, size: size, .little) ?? 0 }
    let (nameLength, extraLength) = (field(28, 2), field(30, 2))
    length = Self.shortest + nameLength + extraLength + field(32, 2)
    guard let name = bytes.part(start + Self.shortest, nameLength),
      let extra = bytes.part(start + Self.shortest + nameLength, extraLength),
      bytes.part(start, length) != nil
    else { throw ArchiveFault(.damaged) }
    self.name = name.bytes
    flags = field(8, 2)
    method = field(10, 2)
    checksum = UInt32(truncatingIfNeeded: field(16, 4))
    packedByteCount = field(20, 4)
    byteCount = field(24, 4)
    disk = field(34, 2)
    attributes = field(38, 4)
    offset = field(42, 4)
    guard widen(from: extra) else {
      throw ArchiveFault(.damaged, entry: ArchiveName.shown(self.name))
    }
  }

  /// Takes from the ZIP64 field what did not fit: all fields that are full, in this order.
  /// - Returns: whether the extra fields are well formed.
  private mutating func widen(from extra: ByteView) -> Bool {
    var at = 0
    while at < extra.count {
      guard let kind = extra.u16(at, .little), let size = extra.u16(at + 2, .little),
        let field = extra.part(at + 4, size)
      else { return false }
      if kind == 1 { return widen(fromZIP64: field) }
      at += 4 + size
    }
    return true
  }

  private mutating func widen(fromZIP64 field: ByteView) -> Bool {
    var at = 0
    func next() -> Int? {
      defer { at += 8 }
      return field.number(at, size: 8, .little)
    }
    for path in [\DirectoryRecord.byteCount, \.packedByteCount, \.offset]
    where self[keyPath: path] == 0xFFFF_FFFF {
      guard let value = next() else { return false }
      self[keyPath: path] = value
    }
    return true
  }
}
