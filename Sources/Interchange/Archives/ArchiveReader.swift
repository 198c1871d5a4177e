package import Foundation

/// An archive from a stranger: what it holds is known and within bounds before anything is unpacked.
///
/// Nothing is ever written to disk here, and no name becomes a path, so that no entry can leave a folder. Reading takes the
/// memory of the directory, and of one entry where its bytes are asked for at once; the file itself is read as needed, by
/// an open file that no rename can exchange. One reader is used by one task at a time.
package struct ArchiveReader: ~Copyable {
  /// The entries, in the order of the directory.
  package let entries: [ArchiveEntry]
  private let handle: ArchiveHandle

  /// Opens the file at `path`.
  /// - Throws: the first fault.
  package init(path: String, bounds: ArchiveBounds) throws(ArchiveFault) {
    try self.init(ArchiveHandle(path: path), bounds)
  }

  /// Opens an archive in memory, of which a copy is kept.
  /// - Throws: the first fault.
  package init(bytes: Data, bounds: ArchiveBounds) throws(ArchiveFault) {
    try self.init(ArchiveHandle(bytes: bytes), bounds)
  }

  private init(_ handle: consuming ArchiveHandle, _ bounds: ArchiveBounds) throws(ArchiveFault) {
    let layout = try ArchiveLayout(of: handle, bounds: bounds)
    // libzip takes an archive without entries for none.
    if !layout.entries.isEmpty { try handle.load(expecting: layout.entries) }
    entries = layout.entries
    self.handle = handle
  }

  /// The bytes of an entry of this archive.
  /// - Throws: a fault where they are not what the directory says; never after more bytes than it says.
  package func bytes(of entry: ArchiveEntry) throws(ArchiveFault) -> Data {
    var bytes = Data()
    // Within bounds, and at most so many times what the archive really has.
    bytes.reserveCapacity(entry.byteCount)
    try unpack(entry) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Hands the bytes of an entry of this archive on in pieces of at most 64 KiB.
  ///
  /// Pieces arrive before the end of the entry is checked: they may be used only once this returns.
  /// - Throws: as `bytes(of:)`.
  package func unpack(
    _ entry: ArchiveEntry, receive: (UnsafeRawBufferPointer) -> Void
  ) throws(ArchiveFault) {
    guard entries.indices.contains(entry.index), entries[entry.index] == entry else {
      throw ArchiveFault(.headersDiffer, entry: entry.name)
    }
    try handle.unpack(entry, receive)
  }
}
