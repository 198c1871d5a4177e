import Foundation
import TestSupport
import Testing
import Troupe

/// Pictures and words that are removed for good.
@Suite struct PurgeTests {
  /// A picture whose bytes stand nowhere else.
  private static func noise(_ seed: UInt64) -> Data {
    SamplePicture.noise(width: 48, height: 40, seed: seed)
  }

  @Test func anAssetLeavesNoByteAndNoWord() async throws {
    let scratch = try await TemporaryLibrary()
    let answer = Self.noise(2)
    let server = try FakeGemini([], otherwise: .image(answer))
    defer { server.stop() }
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    try await scratch.addCast()
    let file = try scratch.file("portrait.png", Self.noise(1))
    let words = [
      "Zorvane", "quillfeather", "Brackenhollow", "mothwing", "tessellate", "Nettlecombe",
    ]
    try await library.add(
      .character, "zorvane", images: [.file(file)],
      AssetDetails(
        name: "Zorvane Q.", aliases: ["Quillfeather"], description: "a keeper of Nettlecombe",
        traits: ["a mothwing brooch"]),
      reference: ReferenceDetails(caption: "tessellated light"))
    try await library.set("zorvane", AssetDetails(description: "a smith of Brackenhollow"))
    let options = SessionBranchTests.options
    var earlier = options
    earlier.versions = [NamedVersion("zorvane", number: 1), NamedVersion("kael", number: 1)]
    _ = try await library.generate("@zorvane and @kael at Brackenhollow, tessellated", earlier)
    _ = try await library.startSession(options)
    _ = try await library.say("@zorvane laughs")
    _ = try await library.say("now at dawn")
    try await library.note(.last(), "zorvane is fine here")
    try await library.tag([.last()], "zorvane")
    let normalized = try #require(try await library.references(of: "zorvane").first)
    let reference = try Data(contentsOf: library.file(of: normalized))
    let subject = PurgeSubject.asset("zorvane", withOutputs: true)
    let plan = try await library.planPurge(subject)
    #expect(plan.generations.count == 3 && plan.kept.isEmpty && !plan.files.isEmpty)
    let refused = await code { _ = try await library.purge(subject, approve: { _ in false }) }
    #expect(refused == "purge_not_approved")
    #expect(try await library.verify().purged.isEmpty)
    let report = try await library.purge(subject, reason: "asked for")
    #expect(report.plan.files == plan.files && report.rows > 0)
    let left = try Leftovers(in: library.folder)
    for bytes in [reference, Self.noise(1), answer] { #expect(left.holding(bytes).isEmpty) }
    for word in words { #expect(left.holding(word: word).isEmpty, "\(word)") }
    // Others keep what they had, and the record is sound.
    #expect(try await library.assets().map(\.handle) == ["ink", "kael", "米拉"])
    let verified = try await library.verify()
    #expect(verified.problems.isEmpty, "\(verified.problems)")
    #expect(verified.purged.contains { $0.reason.hasPrefix("purged on ") })
    #expect(try await library.generation(.last()).prompt == "purged")
    #expect(await code { _ = try await library.replay(.last()) } == "purged")
    #expect(await code { _ = try await library.edit(.last(), "red") } == "purged")
    _ = try await library.exchange(of: .last())
    // What was asked for as it was is read like all else.
    #expect(try await library.search("", limit: 9).generations.count == 3)
    #expect(try await library.staleGenerations().generations.isEmpty == false)
    #expect(try await library.search("brackenhollow").generations.isEmpty)
    #expect(try await library.costs(by: .tag).lines.map(\.heading) == ["", "purged"])
    #expect(try await library.collectGarbage(olderThan: 0).assets.isEmpty)
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func anImageGoesAloneAndItsBackupIsNamed() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let first = try await scratch.shot("@kael waves")
    let second = try await scratch.shot("@kael laughs")
    let backup = scratch.base.appending(path: "copy")
    _ = try await library.backup(to: backup)
    let output = try #require(first.outputs.first)
    let bytes = try Data(contentsOf: library.url(of: output.path))
    // Both are drawn alike, so that parts of their files are the same.
    let other = try Data(contentsOf: library.url(of: #require(second.outputs.first).path))
    let report = try await library.purge(.generation(.id(first.id)))
    #expect(report.plan.backups == [backup.path])
    #expect(try Leftovers(in: library.folder).holding(bytes, besides: other).isEmpty)
    #expect(try await library.generation(.id(first.id)).prompt == "@kael waves")
    #expect(await code { _ = try await library.edit(.output(output.id), "red") } == "purged")
    #expect(try await library.verify().problems.isEmpty)
    #expect(!(try Leftovers(in: backup).holding(bytes, besides: other).isEmpty))
    #expect(try await library.backup(to: backup).verification.problems.isEmpty)
    #expect(try Leftovers(in: backup).holding(bytes, besides: other).isEmpty)
    // The other one is untouched.
    _ = try await library.edit(.output(try #require(second.outputs.first).id), "red", .offline)
  }

  @Test func whatACrashLeftOfAPurgeIsFinished() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let shot = try await scratch.shot("a harbor")
    let output = try #require(shot.outputs.first)
    let file = library.url(of: output.path)
    let bytes = try Data(contentsOf: file)
    // A file that cannot be removed stops it halfway.
    let obstacle = file.deletingPathExtension().appendingPathExtension("obstacle")
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: false)
    #expect(await code { _ = try await library.purge(.generation(.last())) } == "file")
    #expect(try await library.verify().purged.count >= 1)
    try FileManager.default.removeItem(at: obstacle)
    try await library.recover()
    #expect(try Leftovers(in: library.folder).holding(bytes).isEmpty)
    #expect(await code { _ = try await library.edit(.last(), "red") } == "purged")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func whatOthersUseTooIsTold() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let file = try scratch.file("same.png", Self.noise(3))
    try await library.add(.character, "kael", images: [.file(file)])
    try await library.add(.character, "twin", images: [.file(file)])
    _ = try await scratch.shot("@kael waves")
    let digits = try #require(try await library.references(of: "kael").first).digest.hex
    let subject = PurgeSubject.reference(String(digits.prefix(12)), of: "kael")
    let plan = try await library.planPurge(subject)
    #expect(plan.files.contains { $0.sharedBy == ["@twin"] })
    #expect(plan.kept.count == 1)
    _ = try await library.purge(subject)
    #expect(try await library.references(of: "twin", includeRetired: true).isEmpty)
    #expect(try await library.assets().count == 2)
    #expect(await code { _ = try await library.replay(.last()) } == "purged")
    #expect(try await library.verify().problems.isEmpty)
  }
}

/// The bytes of every file in a folder.
private struct Leftovers {
  private let files: [(name: String, bytes: Data)]

  init(in folder: URL) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    files = try names.compactMap { name in
      let url = folder.appending(path: name)
      var isFolder: ObjCBool = false
      FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      return isFolder.boolValue ? nil : (name, try Data(contentsOf: url))
    }
  }

  /// The files that hold a run of `bytes`, as it is or in base64, that `other` does not hold.
  func holding(_ bytes: Data, besides other: Data = Data()) -> [String] {
    let runs = stride(from: 0, to: bytes.count - 48, by: 48).map { bytes[$0..<$0 + 48] }
      .filter { Set($0).count > 8 && other.range(of: $0) == nil }
    return files.filter { file in
      runs.contains { file.bytes.range(of: $0) != nil }
        || runs.contains { file.bytes.range(of: $0.base64EncodedData()) != nil }
    }.map(\.name)
  }

  func holding(word: String) -> [String] {
    files.filter { file in
      let text = String(decoding: file.bytes, as: UTF8.self).lowercased()
      return text.contains(word.lowercased())
    }.map(\.name)
  }
}
