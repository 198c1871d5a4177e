import Foundation

@testable import TroupeInterchange

/// An archive put together byte by byte, so that each field can lie.
struct RawZip {
  /// One entry; every field that is `nil` tells the truth.
  struct Entry {
    var name: [UInt8]
    var data: [UInt8]
    /// The bytes in the archive, where they are not `data` itself.
    var packed: [UInt8]?
    var method = 0
    var flags = 0
    var mode = 0o100644
    var dosAttributes = 0
    var system = 3
    /// Of the program that made it, and of the least that reads it.
    var versions = (maker: 20, reader: 20)
    var checksum: UInt32?
    var size: Int?
    var packedSize: Int?
    var localName: [UInt8]?
    var localMethod: Int?
    var localFlags: Int?
    /// Where its header is said to be.
    var offset: Int?
    var disk = 0
    var extra: [UInt8] = []

    init(_ name: String, _ text: String = "x") {
      (self.name, data) = (Array(name.utf8), Array(text.utf8))
    }

    init(_ name: [UInt8], data: [UInt8] = [120]) { (self.name, self.data) = (name, data) }
  }

  var entries: [Entry]
  var prefix: [UInt8] = []
  var gap: [UInt8] = []
  var comment: [UInt8] = []
  var suffix: [UInt8] = []
  var entryCount: Int?
  var directorySize: Int?
  var directoryOffset: Int?
  var disk = 0
  var isWide = false

  init(_ entries: Entry...) { self.entries = entries }
  init(all entries: [Entry]) { self.entries = entries }

  /// The archive.
  var bytes: Data {
    var file = prefix
    var directory: [UInt8] = []
    for entry in entries {
      directory += Self.central(entry, at: file.count)
      file += Self.local(entry) + (entry.packed ?? entry.data)
    }
    file += gap
    let start = directoryOffset ?? file.count
    file += directory
    if isWide { file += wideEnd(start, directory.count, at: file.count) }
    return Data(file + end(start, directory.count) + suffix)
  }

  private func end(_ start: Int, _ size: Int) -> [UInt8] {
    let count = isWide ? 0xFFFF : entryCount ?? entries.count
    let full = 0xFFFF_FFFF
    let (length, place) = isWide ? (full, full) : (directorySize ?? size, start)
    let counts = fields((0x0605_4B50, 4), (disk, 2), (disk, 2), (count, 2), (count, 2))
    return counts + fields((length, 4), (place, 4), (comment.count, 2)) + comment
  }

  private func wideEnd(_ start: Int, _ size: Int, at place: Int) -> [UInt8] {
    let count = entryCount ?? entries.count
    let length = directorySize ?? size
    let head = fields((0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 8), (count, 8), (count, 8))
    return head + fields((length, 8), (start, 8))
      + fields((0x0706_4B50, 4), (0, 4), (place, 8), (1, 4))
  }

  private static func central(_ entry: Entry, at place: Int) -> [UInt8] {
    let system = entry.system << 8 | entry.versions.maker
    let attributes = entry.mode << 16 | entry.dosAttributes
    let (name, extra, offset) = (entry.name, entry.extra, entry.offset ?? place)
    let versions = fields((0x0201_4B50, 4), (system, 2), (entry.versions.reader, 2))
    let forms = fields((entry.flags, 2), (entry.method, 2), (0x21_0000, 4))
    let lengths = fields((name.count, 2), (extra.count, 2), (0, 2), (entry.disk, 2), (0, 2))
    return versions + forms + facts(of: entry) + lengths + fields((attributes, 4), (offset, 4))
      + name + extra
  }

  private static func local(_ entry: Entry) -> [UInt8] {
    let name = entry.localName ?? entry.name
    let (flags, method) = (entry.localFlags ?? entry.flags, entry.localMethod ?? entry.method)
    let head = fields(
      (0x0403_4B50, 4), (entry.versions.reader, 2), (flags, 2), (method, 2), (0x21_0000, 4))
    return head + facts(of: entry) + fields((name.count, 2), (0, 2)) + name
  }

  private static func facts(of entry: Entry) -> [UInt8] {
    let packed = entry.packed ?? entry.data
    let checksum = Int(entry.checksum ?? crc32(entry.data))
    let (packedSize, size) = (entry.packedSize ?? packed.count, entry.size ?? entry.data.count)
    return fields((checksum, 4), (packedSize, 4), (size, 4))
  }
}

/// Numbers as so many bytes each, the lowest first.
func fields(_ list: (value: Int, size: Int)...) -> [UInt8] {
  var bytes: [UInt8] = []
  for field in list { bytes += little(field.value, field.size) }
  return bytes
}

/// A number as so many bytes, the lowest first.
func little(_ value: Int, _ size: Int) -> [UInt8] {
  (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The checksum of ZIP archives.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 {
      let isOdd = sum & 1 == 1
      sum >>= 1
      if isOdd { sum ^= 0xEDB8_8320 }
    }
  }
  return ~sum
}

/// A stream of deflate with one stored block, of at most 65,535 bytes.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  [1] + little(bytes.count, 2) + little(~bytes.count, 2) + bytes
}

/// A stream of deflate in which one zero byte is repeated `count` times, `count` being 1 more than a multiple of 258.
func deflatedZeros(_ count: Int) -> [UInt8] {
  var bits: [UInt8] = []
  func add(_ code: Int, _ length: Int) {
    for place in (0..<length).reversed() { bits.append(UInt8(code >> place & 1)) }
  }
  // The last block, with fixed codes; a zero, lengths of 258 at distance 1, the end.
  bits += [1, 1, 0]
  add(0x30, 8)
  for _ in 0..<(count - 1) / 258 {
    add(0b1100_0101, 8)
    add(0, 5)
  }
  add(0, 7)
  var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
  for (place, bit) in bits.enumerated() { bytes[place / 8] |= bit << UInt8(place % 8) }
  return bytes
}

/// What reading an archive and all of its entries ends with; `nil` where it is sound.
func fault(
  of archive: Data, total: Int = 64 << 20, entry: Int = 64 << 20
) -> ArchiveFault? {
  let bounds = ArchiveBounds(totalBytes: total, entryBytes: entry)
  do throws(ArchiveFault) {
    let reader = try ArchiveReader(bytes: archive, bounds: bounds)
    for entry in reader.entries { _ = try reader.bytes(of: entry) }
    return nil
  } catch {
    return error
  }
}
