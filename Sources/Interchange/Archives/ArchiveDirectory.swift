/// Where the directory of an archive stands, and how many entries it says it has.
struct ArchiveDirectory: Sendable {
  private(set) var entryCount = 0
  private(set) var offset = 0
  private(set) var byteCount = 0

  /// The end record without its comment.
  private static let endLength = 22
  /// That of ZIP64, and the record that says where it is.
  private static let (wideEndLength, locatorLength) = (56, 20)

  /// Finds the directory of `archive`.
  ///
  /// The end record has to reach to the end of the file, and the directory to the end record: what stands behind or
  /// between could be read as another archive by other programs.
  /// - Throws: a fault of the archive.
  init(of archive: borrowing ArchiveHandle) throws(ArchiveFault) {
    let total = archive.byteCount
    let tailLength = min(total, Self.endLength + 0xFFFF)
    let tail = try archive.bytes(total - tailLength, tailLength)
    guard let place = Self.endRecord(in: tail) else {
      let head = try archive.bytes(0, min(total, 4))
      throw ArchiveFault(head.number(0, size: 4, .little) == 0x0403_4B50 ? .truncated : .notArchive)
    }
    let end = total - tailLength + place
    func field(_ offset: Int, _ size: Int) -> Int {
      tail.number(place + offset, size: size, .little) ?? 0
    }
    guard field(4, 2) == field(6, 2), [0, 0xFFFF].contains(field(4, 2)), field(8, 2) == field(10, 2)
    else { throw ArchiveFault(.severalDisks) }
    (entryCount, byteCount, offset) = (field(10, 2), field(12, 4), field(16, 4))
    let start = try widen(archive, end: end) ?? end
    try check(reaching: start)
  }

  /// The last place in `tail` of an end record whose comment fills the rest.
  private static func endRecord(in tail: ByteView) -> Int? {
    let bytes = tail.bytes
    var place = bytes.count - endLength
    while place >= 0 {
      if bytes[place] == 0x50, bytes[place + 1] == 0x4B, bytes[place + 2] == 5,
        bytes[place + 3] == 6
      {
        let comment = Int(bytes[place + 20]) | Int(bytes[place + 21]) << 8
        return place + endLength + comment == bytes.count ? place : nil
      }
      place -= 1
    }
    return nil
  }

  /// Takes the numbers of the ZIP64 end record, where there is one right before the end record.
  /// - Returns: where that record begins; `nil` for none.
  private mutating func widen(
    _ archive: borrowing ArchiveHandle, end: Int
  ) throws(ArchiveFault) -> Int? {
    let isFull = entryCount == 0xFFFF || byteCount == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
    guard end >= Self.locatorLength else { return nil }
    let locator = try archive.bytes(end - Self.locatorLength, Self.locatorLength)
    guard locator.number(0, size: 4, .little) == 0x0706_4B50 else { return nil }
    guard let place = locator.number(8, size: 8, .little), place <= end - Self.locatorLength,
      end - Self.locatorLength - place >= Self.wideEndLength
    else { throw ArchiveFault(.damaged) }
    let record = try archive.bytes(place, Self.wideEndLength)
    guard record.number(0, size: 4, .little) == 0x0606_4B50,
      let length = record.number(4, size: 8, .little),
      length == end - Self.locatorLength - place - 12,
      let count = record.number(32, size: 8, .little),
      let size = record.number(40, size: 8, .little),
      let start = record.number(48, size: 8, .little)
    else { throw ArchiveFault(.damaged) }
    guard record.u32(16, .little) == 0, record.u32(20, .little) == 0,
      record.number(24, size: 8, .little) == count
    else { throw ArchiveFault(.severalDisks) }
    let isSame = entryCount == count && byteCount == size && offset == start
    guard isFull || isSame else { throw ArchiveFault(.damaged) }
    (entryCount, byteCount, offset) = (count, size, start)
    return place
  }

  private func check(reaching end: Int) throws(ArchiveFault) {
    guard entryCount <= ArchiveBounds.mostEntries else {
      throw ArchiveFault(.tooManyEntries(entryCount))
    }
    guard offset <= end, byteCount <= end - offset else { throw ArchiveFault(.truncated) }
    guard byteCount == end - offset, byteCount / DirectoryRecord.shortest >= entryCount else {
      throw ArchiveFault(.damaged)
    }
    guard byteCount <= ArchiveBounds.longestDirectory else {
      throw ArchiveFault(.directoryTooLarge(byteCount))
    }
  }
}
