/// The entries of an archive, checked against each other and against the bytes that they claim, before libzip sees them.
struct ArchiveLayout {
  private(set) var entries: [ArchiveEntry] = []
  private let directory: ArchiveDirectory
  private let bounds: ArchiveBounds
  private var total = 0
  private var names: [String: String] = [:]

  /// - Throws: the first fault of the archive, or of an entry in the order of the directory.
  init(of archive: borrowing ArchiveHandle, bounds: ArchiveBounds) throws(ArchiveFault) {
    directory = try ArchiveDirectory(of: archive)
    self.bounds = bounds
    let bytes = try archive.bytes(directory.offset, directory.byteCount)
    var at = 0
    for index in 0..<directory.entryCount {
      let record = try DirectoryRecord(bytes, at: at)
      at += record.length
      try add(record, index: index)
    }
    guard at == bytes.count else { throw ArchiveFault(.damaged) }
    try checkPlaces(in: archive)
  }

  private mutating func add(_ record: DirectoryRecord, index: Int) throws(ArchiveFault) {
    let name = try ArchiveName.checked(record.name)
    if let reason = record.reasonAgainstForm ?? record.reasonAgainstSize(bounds) {
      throw ArchiveFault(reason, entry: name)
    }
    if let other = names.updateValue(name, forKey: ArchiveName.key(name)) {
      throw ArchiveFault(.duplicate(of: other), entry: name)
    }
    let (sum, isOver) = total.addingReportingOverflow(record.byteCount)
    total = isOver ? .max : sum
    guard !isOver, total <= bounds.totalBytes else {
      throw ArchiveFault(.totalTooLarge(total), entry: name)
    }
    entries.append(
      ArchiveEntry(
        name: name, byteCount: record.byteCount, packedByteCount: record.packedByteCount,
        index: index, method: record.method, checksum: record.checksum, nameBytes: record.name,
        offset: record.offset))
  }

  /// Every entry has bytes of its own, and its own header agrees with the directory.
  private func checkPlaces(in archive: borrowing ArchiveHandle) throws(ArchiveFault) {
    var free = 0
    for entry in entries.sorted(by: { ($0.offset, $0.index) < ($1.offset, $1.index) }) {
      guard entry.offset >= free else { throw ArchiveFault(.overlap, entry: entry.name) }
      guard entry.offset <= directory.offset - LocalHeader.shortest else {
        throw ArchiveFault(.truncated, entry: entry.name)
      }
      let header = try LocalHeader(of: entry, in: archive)
      let room = directory.offset - entry.offset - header.length
      guard room >= 0, entry.packedByteCount <= room else {
        throw ArchiveFault(.overlap, entry: entry.name)
      }
      free = entry.offset + header.length + entry.packedByteCount
    }
  }
}

extension DirectoryRecord {
  /// What forbids to read it at all.
  fileprivate var reasonAgainstForm: ArchiveFault.Reason? {
    // The upper half is the mode of Unix, the bit below that of folders on DOS, whatever system the entry names.
    switch attributes >> 16 & 0o170000 {
    case 0, 0o100000: break
    case 0o120000: return .link
    case 0o040000: return .folder
    default: return .device
    }
    if attributes & 0x10 != 0 { return .folder }
    // Encrypted, strongly encrypted, patched, and with a hidden directory.
    if flags & (1 | 1 << 6 | 1 << 13) != 0 { return .encrypted }
    if method != 0 && method != 8 { return .compressionMethod(method) }
    return disk == 0 ? nil : .severalDisks
  }

  /// What its sizes forbid.
  fileprivate func reasonAgainstSize(_ bounds: ArchiveBounds) -> ArchiveFault.Reason? {
    if byteCount > bounds.entryBytes { return .entryTooLarge(byteCount) }
    if method == 0, packedByteCount != byteCount {
      return packedByteCount < byteCount ? .fewerBytesThanSaid : .moreBytesThanSaid
    }
    let ratio = byteCount / max(packedByteCount, 1)
    let isBomb = byteCount > ArchiveBounds.smallEntry && ratio > ArchiveBounds.mostRatio
    return isBomb ? .ratio(ratio) : nil
  }
}
