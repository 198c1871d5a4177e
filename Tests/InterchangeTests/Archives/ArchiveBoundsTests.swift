import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct ArchiveBoundsTests {
  @Test("a bomb is refused by its ratio before any of it is unpacked")
  func ratio() {
    var entry = RawZip.Entry("a")
    entry.method = 8
    entry.packed = [UInt8](repeating: 0, count: 10_000)
    entry.size = 2_009_999
    #expect(fault(of: RawZip(entry).bytes)?.reason == .damagedData)
    entry.size = 2_010_000
    #expect(fault(of: RawZip(entry).bytes) == ArchiveFault(.ratio(201), entry: "a"))
  }

  @Test("an entry of up to a mebibyte may have any ratio")
  func smallRatio() {
    var entry = RawZip.Entry("a")
    entry.method = 8
    entry.packed = [UInt8](repeating: 0, count: 10)
    entry.size = 1 << 20
    #expect(fault(of: RawZip(entry).bytes)?.reason == .damagedData)
    entry.size = (1 << 20) + 1
    #expect(fault(of: RawZip(entry).bytes)?.reason == .ratio(104_857))
  }

  @Test("entries are bounded each and together, up to the last byte")
  func sizes() {
    let archive = RawZip(RawZip.Entry("a", "12345"), RawZip.Entry("b", "678")).bytes
    #expect(fault(of: archive, total: 8, entry: 5) == nil)
    #expect(fault(of: archive, total: 8, entry: 4) == ArchiveFault(.entryTooLarge(5), entry: "a"))
    #expect(fault(of: archive, total: 7, entry: 5) == ArchiveFault(.totalTooLarge(8), entry: "b"))
  }

  @Test("sizes that no number can hold together are refused")
  func hugeSizes() {
    var entry = RawZip.Entry("a")
    (entry.size, entry.packedSize) = (0xFFFF_FFFF, 0xFFFF_FFFF)
    entry.extra = fields((1, 2), (16, 2), (.max, 8), (.max, 8))
    var other = entry
    other.name = [98]
    let archive = RawZip(entry, other).bytes
    #expect(fault(of: archive, total: .max, entry: .max)?.reason == .totalTooLarge(.max))
    #expect(fault(of: RawZip(entry).bytes, total: .max, entry: .max)?.reason == .overlap)
  }

  @Test("a ZIP64 field that lacks a size, or is longer than its record, is refused")
  func wideFields() {
    var entry = RawZip.Entry("a")
    entry.size = 0xFFFF_FFFF
    entry.extra = fields((1, 2), (4, 2), (0, 4))
    #expect(fault(of: RawZip(entry).bytes)?.reason == .damaged)
    entry.extra = fields((1, 2), (60, 2), (0, 4))
    #expect(fault(of: RawZip(entry).bytes)?.reason == .damaged)
  }

  @Test(
    "an archive that says it has more than 20,000 entries is refused before they are looked for")
  func entryCount() {
    var zip = RawZip(RawZip.Entry("a"))
    zip.entryCount = 20_000
    #expect(fault(of: zip.bytes)?.reason == .damaged)
    zip.entryCount = 20_001
    #expect(fault(of: zip.bytes)?.reason == .tooManyEntries(20_001))
  }

  @Test("a count of entries that the directory has no room for is refused")
  func falseCounts() {
    var zip = RawZip(RawZip.Entry("a"))
    zip.entryCount = 2
    #expect(fault(of: zip.bytes)?.reason == .damaged)
    zip.entryCount = 0
    #expect(fault(of: zip.bytes)?.reason == .damaged)
    zip.isWide = true
    zip.entryCount = .max
    #expect(fault(of: zip.bytes)?.reason == .tooManyEntries(.max))
  }

  @Test("a directory of another size or place than it is, or with bytes behind it, is refused")
  func falseDirectories() {
    var zip = RawZip(RawZip.Entry("a"))
    zip.directorySize = 1 << 30
    #expect(fault(of: zip.bytes)?.reason == .truncated)
    zip.directorySize = 46
    #expect(fault(of: zip.bytes)?.reason == .damaged)
    zip = RawZip(RawZip.Entry("a"))
    zip.directoryOffset = 0
    #expect(fault(of: zip.bytes)?.reason == .damaged)
    zip = RawZip(RawZip.Entry("a"))
    zip.suffix = [1, 2, 3]
    #expect(fault(of: zip.bytes)?.reason == .truncated)
  }

  @Test("an archive with something before it is refused, since its places no longer hold")
  func prefix() {
    let inner = RawZip(RawZip.Entry("a")).bytes
    #expect(fault(of: Data("#!/bin/sh\n".utf8) + inner)?.reason == .damaged)
  }

  @Test("one part of several is refused")
  func disks() {
    var zip = RawZip(RawZip.Entry("a"))
    zip.disk = 1
    #expect(fault(of: zip.bytes)?.reason == .severalDisks)
    zip.disk = 0
    zip.entries[0].disk = 1
    #expect(fault(of: zip.bytes)?.reason == .severalDisks)
  }

  @Test("what is no archive is told from one that is cut off")
  func noArchive() {
    #expect(fault(of: Data())?.reason == .notArchive)
    #expect(fault(of: Data("plain text".utf8))?.reason == .notArchive)
    #expect(fault(of: Data([0x89, 0x50, 0x4E, 0x47]))?.reason == .notArchive)
    let archive = RawZip(RawZip.Entry("a", "hello")).bytes
    for length in 4..<archive.count {
      #expect(fault(of: archive.prefix(length))?.reason == .truncated, "\(length) bytes")
    }
  }

  @Test(
    "no byte of an archive can be changed so that reading crashes, or that other bytes come out")
  func changedBytes() throws {
    var second = RawZip.Entry("b/c.txt", "hello hello")
    second.method = 8
    second.packed = deflated(second.data)
    let archive = RawZip(RawZip.Entry("a", "hello"), second).bytes
    for place in archive.indices {
      for value in [0, 1, 0x7F, 0xFF] as [UInt8] {
        var changed = archive
        changed[place] = value
        guard fault(of: changed) == nil else { continue }
        let bounds = ArchiveBounds(totalBytes: 100, entryBytes: 100)
        let reader = try ArchiveReader(bytes: changed, bounds: bounds)
        let texts = try reader.entries.map { try reader.bytes(of: $0) }
        #expect(texts == [Data("hello".utf8), Data("hello hello".utf8)])
      }
    }
  }

  @Test("a reader gives no entry of another archive")
  func foreignEntries() throws {
    let bounds = ArchiveBounds(totalBytes: 100, entryBytes: 100)
    let one = try ArchiveReader(bytes: RawZip(RawZip.Entry("a")).bytes, bounds: bounds)
    let two = try ArchiveReader(bytes: RawZip(RawZip.Entry("b")).bytes, bounds: bounds)
    let entry = try #require(one.entries.first)
    #expect(throws: ArchiveFault(.headersDiffer, entry: "a")) { try two.bytes(of: entry) }
  }
}
