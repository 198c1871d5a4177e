/// The header that stands before the bytes of an entry.
struct LocalHeader {
  /// How many bytes it has.
  let length: Int

  /// The bytes of a header without its name and what follows.
  static let shortest = 30

  /// Reads the header of `entry`.
  /// - Throws: `.headersDiffer` where it says something else than the directory.
  init(of entry: ArchiveEntry, in archive: borrowing ArchiveHandle) throws(ArchiveFault) {
    let wanted = min(Self.shortest + entry.nameBytes.count, archive.byteCount - entry.offset)
    let bytes = try archive.bytes(entry.offset, wanted)
    guard bytes.number(0, size: 4, .little) == 0x0403_4B50,
      let flags = bytes.u16(6, .little), let method = bytes.u16(8, .little),
      let nameLength = bytes.u16(26, .little), let extraLength = bytes.u16(28, .little),
      nameLength == entry.nameBytes.count, method == entry.method,
      flags & (1 | 1 << 6 | 1 << 13) == 0,
      let name = bytes.part(Self.shortest, nameLength), name.bytes == entry.nameBytes,
      Self.agrees(bytes, flags: flags, with: entry)
    else { throw ArchiveFault(.headersDiffer, entry: entry.name) }
    length = Self.shortest + nameLength + extraLength
  }

  /// Sizes and CRC-32 that are not known yet when a header is written are zero, and full where they are in ZIP64.
  private static func agrees(_ bytes: ByteView, flags: Int, with entry: ArchiveEntry) -> Bool {
    let isLater = flags & 1 << 3 != 0
    func holds(_ offset: Int, _ value: Int) -> Bool {
      let found = bytes.u32(offset, .little)
      return found == value || isLater && found == 0
    }
    return holds(14, Int(entry.checksum))
      && (bytes.u32(18, .little) == 0xFFFF_FFFF || holds(18, entry.packedByteCount))
      && (bytes.u32(22, .little) == 0xFFFF_FFFF || holds(22, entry.byteCount))
  }
}
