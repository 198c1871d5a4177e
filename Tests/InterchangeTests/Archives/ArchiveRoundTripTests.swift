import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct ArchiveRoundTripTests {
  private let bounds = ArchiveBounds(totalBytes: 64 << 20, entryBytes: 64 << 20)

  @Test("what is written is read, from memory and from disk, in order and byte for byte")
  func roundTrip() throws {
    let folder = try ScratchFolder()
    let large = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let source = folder.path("source.bin")
    try large.write(to: URL(filePath: source))
    let path = folder.path("a.zip")
    let writer = try ArchiveWriter(path: path)
    try writer.add(Data("hello".utf8), as: "z.txt")
    try writer.add(file: source, byteCount: large.count, as: "files/ab/é.bin")
    try writer.add(Data(), as: "empty")
    try writer.finish()

    let reader = try ArchiveReader(path: path, bounds: bounds)
    #expect(reader.entries.map(\.name) == ["z.txt", "files/ab/é.bin", "empty"])
    let texts = try reader.entries.map { try reader.bytes(of: $0) }
    #expect(texts == [Data("hello".utf8), large, Data()])
    let same = try ArchiveReader(bytes: Data(contentsOf: URL(filePath: path)), bounds: bounds)
    #expect(same.entries == reader.entries)
    #expect(try folder.names() == ["a.zip", "source.bin"])
  }

  @Test("the same entries are the same bytes, whenever and from where they are written")
  func determinism() throws {
    let folder = try ScratchFolder()
    let source = folder.path("source")
    try Data("hello".utf8).write(to: URL(filePath: source))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700, .modificationDate: Date(timeIntervalSince1970: 1)],
      ofItemAtPath: source)
    let first = try ArchiveWriter(path: folder.path("1"))
    try first.add(file: source, byteCount: 5, as: "a")
    try first.finish()
    let second = try ArchiveWriter(path: folder.path("2"))
    try second.add(Data("hello".utf8), as: "a")
    try second.finish()
    #expect(try folder.bytes("1") == folder.bytes("2"))
  }

  @Test("every byte of an archive is known, whatever version of libzip writes it in whatever zone")
  func exactBytes() throws {
    let folder = try ScratchFolder()
    let writer = try ArchiveWriter(path: folder.path("a"))
    try writer.add(Data("hello".utf8), as: "pack.json")
    try writer.add(Data(), as: "é")
    try writer.finish()
    var entries = [RawZip.Entry("pack.json", "hello"), RawZip.Entry("é", "")]
    for index in entries.indices { entries[index].versions = (63, 10) }
    // Names of other letters than those of ASCII are marked as UTF-8.
    entries[1].flags = 1 << 11
    #expect(try folder.bytes("a") == RawZip(all: entries).bytes)
  }

  @Test("a writer that is given up leaves nothing, and what stood there stays")
  func givenUp() throws {
    let folder = try ScratchFolder()
    try Data("old".utf8).write(to: URL(filePath: folder.path("a")))
    do {
      let writer = try ArchiveWriter(path: folder.path("a"))
      try writer.add(Data("new".utf8), as: "a")
    }
    #expect(try folder.names() == ["a"])
    #expect(try folder.bytes("a") == Data("old".utf8))
  }

  @Test("a file that vanishes or shrinks before the end keeps the archive from being written")
  func vanished() throws {
    let folder = try ScratchFolder()
    for remains in [nil, "he"] {
      let source = folder.path("source")
      try Data("hello".utf8).write(to: URL(filePath: source))
      let writer = try ArchiveWriter(path: folder.path("a"))
      try writer.add(file: source, byteCount: 5, as: "a")
      try FileManager.default.removeItem(atPath: source)
      if let remains { try Data(remains.utf8).write(to: URL(filePath: source)) }
      var fault: ArchiveFault?
      do throws(ArchiveFault) { try writer.finish() } catch { fault = error }
      #expect(fault == ArchiveFault(.cannotRead))
      #expect(try !folder.names().contains("a"))
    }
  }

  @Test("a writer refuses names that a reader refuses, a name twice, and a file of another size")
  func refusedNames() throws {
    let folder = try ScratchFolder()
    try Data("hello".utf8).write(to: URL(filePath: folder.path("source")))
    let writer = try ArchiveWriter(path: folder.path("a"))
    try writer.add(Data(), as: "a")
    #expect(throws: ArchiveFault(.climbs, entry: "../a")) { try writer.add(Data(), as: "../a") }
    #expect(throws: ArchiveFault(.cannotWrite, entry: "a")) { try writer.add(Data(), as: "a") }
    #expect(throws: ArchiveFault(.sizeDiffers, entry: "b")) {
      try writer.add(file: folder.path("source"), byteCount: 4, as: "b")
    }
    #expect(throws: ArchiveFault(.notFile, entry: "b")) {
      try writer.add(file: folder.path(""), byteCount: 4, as: "b")
    }
  }

  @Test("a folder, a file that is not there and an empty file are no archives")
  func noFiles() throws {
    let folder = try ScratchFolder()
    func fault(_ name: String) -> ArchiveFault.Reason? {
      do throws(ArchiveFault) {
        _ = try ArchiveReader(path: folder.path(name), bounds: bounds)
        return nil
      } catch {
        return error.reason
      }
    }
    try Data().write(to: URL(filePath: folder.path("empty")))
    #expect(fault("") == .notFile)
    #expect(fault("none") == .cannotOpen)
    #expect(fault("a\0b") == .cannotOpen)
    #expect(fault("empty") == .notArchive)
  }

  @Test("an archive within an archive is bytes like others")
  func nested() throws {
    let inner = RawZip(RawZip.Entry("../a")).bytes
    let outer = RawZip(RawZip.Entry(Array("a.zip".utf8), data: [UInt8](inner))).bytes
    let reader = try ArchiveReader(bytes: outer, bounds: bounds)
    #expect(try reader.entries.map { try reader.bytes(of: $0) } == [inner])
  }

  @Test(
    "comments, ZIP64, headers that leave sizes to the directory, and no entries at all are read")
  func otherForms() {
    var zip = RawZip(RawZip.Entry("a", "hello"))
    zip.comment = Array("made by hand".utf8)
    #expect(fault(of: zip.bytes) == nil)
    zip.isWide = true
    #expect(fault(of: zip.bytes) == nil)
    zip = RawZip(RawZip.Entry("a", "hello"))
    zip.entries[0].flags = 8
    zip.gap = fields((0x0807_4B50, 4), (0, 8), (0, 4))
    #expect(fault(of: zip.bytes) == nil)
    #expect(fault(of: RawZip().bytes) == nil)
  }
}

/// A folder of a test's own, removed with it.
final class ScratchFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "pack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.path(percentEncoded: false) + "/" + name }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false)).sorted()
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }
}
