/// How much of an archive is accepted. What is above costs nothing: it is refused before it is unpacked.
package struct ArchiveBounds: Hashable, Sendable {
  /// Bytes of all entries together, unpacked.
  package var totalBytes: Int
  /// Bytes of one entry, unpacked.
  package var entryBytes: Int

  /// Bounds in bytes.
  package init(totalBytes: Int, entryBytes: Int) {
    self.totalBytes = totalBytes
    self.entryBytes = entryBytes
  }

  /// Most entries of an archive: 9,999 references with their sources. libzip needs about 300 bytes of memory for each.
  package static let mostEntries = 20_000
  /// Most bytes of a name: two file names of the longest that file systems allow, 255.
  package static let longestName = 512
  /// Most bytes of the directory: 20,000 entries of 46 bytes, a longest name and about 1 KiB of other fields each.
  package static let longestDirectory = 32 << 20
  /// How many times as long as packed an entry may be. Pictures reach 1, texts 20; deflate cannot pass 1,032.
  package static let mostRatio = 200
  /// Entries of up to so many bytes may have any ratio: they cannot do harm, and short ones of one letter pass it.
  package static let smallEntry = 1 << 20
}
