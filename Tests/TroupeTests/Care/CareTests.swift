import Foundation
import Testing
import Troupe

/// Keeping a library well.
@Suite struct CareTests {
  @Test func verifyReadsAllOfIt() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shot = try await scratch.shot("@kael waves")
    let log = EventLog()
    let report = try await library.verify(onEvent: log.note)
    #expect(report.problems.isEmpty && report.rows > 0 && report.files == log.counts.count)
    #expect(log.counts == (1...report.files).map { [$0, report.files] })
    let output = try #require(shot.outputs.first)
    try Data("broken".utf8).write(to: library.url(of: output.path))
    let damaged = try await library.verify()
    #expect(damaged.problems.map(\.subject) == [output.path])
  }

  @Test func aQuickLookFindsWhatIsNotThere() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shots = try await [scratch.shot("@kael waves"), scratch.shot("@kael sits")]
    let whole = try await library.verify()
    let quick = try await library.verify(isQuick: true)
    #expect(quick == whole && quick.problems.isEmpty)
    let paths = try shots.map { try #require($0.outputs.first).path }
    try FileManager.default.removeItem(at: library.url(of: paths[0]))
    try Data("broken".utf8).write(to: library.url(of: paths[1]))
    let found = try await library.verify(isQuick: true).problems
    #expect(Set(found.map(\.subject)) == Set(paths))
    #expect(found.contains { $0.reason == "missing" })
    #expect(found.contains { $0.reason.hasPrefix("has 6 bytes, and ") })
  }

  @Test func aQuickBackupIsALibraryAndNamesWhatIsMissing() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shot = try await scratch.shot("@kael waves")
    let target = scratch.base.appending(path: "copy")
    let first = try await library.backup(to: target, isQuick: true)
    #expect(first.copied > 0 && first.verification.problems.isEmpty)
    let copy = try await Library.open(at: target)
    #expect(try await copy.verify().problems.isEmpty)
    try copy.close()
    let output = try #require(shot.outputs.first)
    try FileManager.default.removeItem(at: library.url(of: output.path))
    try FileManager.default.removeItem(at: target.appending(path: output.path))
    let second = try await library.backup(to: target, isQuick: true)
    #expect(second.verification.problems.map(\.subject) == [output.path])
  }

  @Test func reindexReadsEveryPictureAndNamesTheMissing() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    _ = try await scratch.shot("a harbor")
    let log = EventLog()
    let report = try await library.reindex(onEvent: log.note)
    #expect(report.pictures == 3 && report.generations == 1 && report.problems.isEmpty)
    #expect(log.counts.last == [3, 3])
    #expect(try await library.search("harbor").generations.count == 1)
    let ink = try #require(try await library.references(of: "ink").first)
    try FileManager.default.removeItem(at: library.file(of: ink))
    #expect(try await library.reindex().problems.count == 1)
  }

  @Test func aBackupIsALibrary() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let target = scratch.base.appending(path: "copy")
    let log = EventLog()
    let first = try await library.backup(to: target, onEvent: log.note)
    #expect(first.copied > 0 && first.bytes > 0 && first.verification.problems.isEmpty)
    #expect(log.counts.last?.first == log.counts.last?.last)
    _ = try await scratch.shot("@kael waves")
    let second = try await library.backup(to: target)
    #expect((1...4).contains(second.copied))
    let copy = try await Library.open(at: target)
    #expect(try await copy.generation(.last()).prompt == "@kael waves")
    #expect(try await copy.assets().count == 3 && copy.migrationBackup == nil)
    try copy.close()
  }

  @Test func aBackupTakesNoOtherFolder() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try scratch.file("full/notes.txt", Data("mine".utf8))
    let full = scratch.base.appending(path: "full")
    #expect(await code { _ = try await library.backup(to: full) } == "file")
    #expect(await code { _ = try await library.backup(to: library.folder) } == "file")
    let other = try await TemporaryLibrary()
    #expect(await code { _ = try await library.backup(to: other.library.folder) } == "file")
    let file = scratch.base.appending(path: "full/notes.txt")
    #expect(await code { _ = try await library.backup(to: file) } == "file")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func whatNothingNeedsIsCollected() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    _ = try await scratch.shot("@kael waves")
    try await library.remove("ink")
    #expect(try await library.collectGarbage().assets.isEmpty)
    let dry = try await library.collectGarbage(olderThan: 0, isDryRun: true)
    #expect(dry.isDryRun && dry.assets == ["ink"])
    try await library.restore("ink")
    try await library.remove("ink")
    let done = try await library.collectGarbage(olderThan: 0)
    #expect(done.assets == ["ink"] && !done.isDryRun)
    #expect(await code { try await library.restore("ink") } == "unknown_asset")
    #expect(try await library.verify().problems.isEmpty)
    for days in [-1, -0.001, .nan, .infinity] {
      #expect(
        await code { _ = try await library.collectGarbage(olderThan: days) } == "invalid_value")
    }
    #expect(try await library.collectGarbage(olderThan: 1e15).assets.isEmpty)
  }

  @Test func nothingWaitsInAQuietLibrary() async throws {
    let scratch = try await TemporaryLibrary()
    _ = try await scratch.shot("a roof")
    #expect(try await scratch.library.waiting() == 0)
    #expect(try await scratch.library.waitingJobs() == 0)
    #expect(try await scratch.library.recover().isEmpty)
    #expect(try await scratch.library.recover(fetching: true).isEmpty)
  }

  @Test func aFolderIsALibraryOnce() async throws {
    let scratch = try await TemporaryLibrary()
    let folder = scratch.library.folder
    #expect(await code { _ = try await Library.make(at: folder) } == "library_exists")
    let none = scratch.base.appending(path: "none")
    #expect(await code { _ = try await Library.open(at: none) } == "no_library")
    #expect(!FileManager.default.fileExists(atPath: none.path))
    try scratch.file("text/troupe.sqlite", Data("not a database, but a text".utf8))
    let text = scratch.base.appending(path: "text")
    #expect(await code { _ = try await Library.open(at: text) } == "not_a_library")
  }
}
