import Foundation
import TestSupport
import Testing
import Troupe
import TroupeImaging

/// Previews that a library keeps.
@Suite struct StoredPreviewTests {
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }

  init() async throws {
    scratch = try await TemporaryLibrary()
    try await scratch.addCast()
  }

  @Test("a preview is made once, as WebP, in both sizes, and never enlarged")
  func isMadeOnce() async throws {
    let output = try #require(try await scratch.shot("@kael on a roof").outputs.first)
    for size in PreviewSize.allCases {
      let preview = try #require(try await library.storedPreview(output.digest, size))
      let bytes = try Data(contentsOf: preview.file)
      #expect(preview.type == .webp && MediaType(sniffing: bytes) == .webp)
      #expect(preview.byteCount == bytes.count)
      let raster = try Raster(decoding: bytes)
      let longest = max(try #require(output.width), try #require(output.height))
      #expect(max(raster.width, raster.height) == min(longest, size.rawValue))
    }
    let first = try #require(try await library.storedPreview(output.digest, .wall)).file
    let inode = try FileManager.default.attributesOfItem(atPath: first.path)[.systemFileNumber]
    let again = try #require(try await library.storedPreview(output.digest, .wall)).file
    let after = try FileManager.default.attributesOfItem(atPath: again.path)[.systemFileNumber]
    #expect(first == again && inode as? Int == after as? Int)
  }

  @Test("many who ask at the same time get the same file")
  func manyAsk() async throws {
    let digests =
      try await library.references(of: "kael").map(\.digest)
      + library.references(of: "ink").map(\.digest)
    let files = try await withThrowingTaskGroup(of: URL?.self) { group in
      for _ in 0..<40 {
        for digest in digests {
          group.addTask { try await library.storedPreview(digest, .wall)?.file }
        }
      }
      return try await group.reduce(into: Set<URL?>()) { $0.insert($1) }
    }
    #expect(files.count == digests.count && !files.contains(nil))
    let left = try FileManager.default.subpathsOfDirectory(
      atPath: library.folder.appending(path: "previews").path)
    #expect(left.filter { $0.hasSuffix(".webp") }.count == digests.count)
  }

  @Test("what is not in the library has none; what is damaged is not shown")
  func faults() async throws {
    let output = try #require(try await scratch.shot("@kael on a roof").outputs.first)
    let other = try #require(Digest(String(repeating: "0", count: 64)))
    #expect(try await library.storedPreview(other, .wall) == nil)
    #expect(try await library.storedPicture(other) == nil)
    let picture = try #require(try await library.storedPicture(output.digest))
    #expect(picture.file.path == library.url(of: output.path).path && picture.type == .png)
    var bytes = try Data(contentsOf: picture.file)
    #expect(picture.byteCount == bytes.count)
    bytes[bytes.count / 2] ^= 1
    try FileManager.default.removeItem(at: picture.file)
    try bytes.write(to: picture.file)
    let code = await code { _ = try await library.storedPreview(output.digest, .wall) }
    #expect(code == "damaged_file")
  }

  @Test("previews go with their picture, and are in no backup")
  func goWithTheirPicture() async throws {
    let generation = try await scratch.shot("@kael on a roof")
    let output = try #require(generation.outputs.first)
    let kept = try #require(try await library.references(of: "kael").first)
    let previews = [
      try #require(try await library.storedPreview(output.digest, .wall)).file,
      try #require(try await library.storedPreview(output.digest, .screen)).file,
    ]
    let other = try #require(try await library.storedPreview(kept.digest, .wall)).file
    let backup = scratch.base.appending(path: "backup")
    #expect(try await library.backup(to: backup).verification.problems.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: backup.appending(path: "previews").path))
    _ = try await library.purge(.generation(.id(generation.id)))
    #expect(!previews.contains { FileManager.default.fileExists(atPath: $0.path) })
    #expect(FileManager.default.fileExists(atPath: other.path))
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test("garbage collection removes previews without a picture, and a preview comes again")
  func garbage() async throws {
    let digest = try #require(try await library.references(of: "ink").first).digest
    let preview = try #require(try await library.storedPreview(digest, .wall)).file
    let stray = preview.deletingLastPathComponent().appending(
      path: String(repeating: "0", count: 62) + ".webp")
    try Data("old".utf8).write(to: stray)
    let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -7200)]
    try FileManager.default.setAttributes(old, ofItemAtPath: stray.path)
    _ = try await library.collectGarbage()
    #expect(!FileManager.default.fileExists(atPath: stray.path))
    #expect(FileManager.default.fileExists(atPath: preview.path))
    try FileManager.default.removeItem(at: library.folder.appending(path: "previews"))
    #expect(try await library.storedPreview(digest, .wall)?.file == preview)
  }

  @Test("a folder of previews that leads elsewhere is refused")
  func links() async throws {
    let digest = try #require(try await library.references(of: "ink").first).digest
    let elsewhere = scratch.base.appending(path: "elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: library.folder.appending(path: "previews"), withDestinationURL: elsewhere)
    #expect(await code { _ = try await library.storedPreview(digest, .wall) } == "file")
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).isEmpty)
  }

  @Test("what changed since a moment is told, the newest first")
  func changes() async throws {
    let start = Date(timeIntervalSinceNow: -1)
    let first = try await scratch.shot("@kael on a roof")
    let second = try await scratch.shot("@kael in the rain")
    #expect(try await library.changed(since: start) == [second.id, first.id])
    #expect(try await library.changed(since: start, limit: 1) == [second.id])
    #expect(try await library.changed(since: Date(timeIntervalSinceNow: 60)).isEmpty)
    let image = try #require(first.outputs.first).id
    let later = Date()
    try await library.rate([.output(image)], 4)
    #expect(try await library.changed(since: later).contains(first.id))
    #expect(await code { _ = try await library.changed(since: later, limit: 0) } == "invalid_value")
  }

  @Test("a page of a search has images, batches and money in short")
  func searchPage() async throws {
    var options = GenerateOptions.offline
    options.count = 2
    let made = try await library.generate("@kael on a roof", options).map(\.generation)
    let page = try await library.searchPage("roof", limit: 1)
    let found = try #require(page.generations.first)
    let whole = try #require(made.first { $0.id == found.id })
    #expect(found.outputs == whole.outputs && found.batch == whole.batch && found.batch != nil)
    #expect(found.costUSD == whole.costUSD && page.next != nil && page.total == 2)
    let rest = try await library.searchPage("roof", limit: 5, after: page.next)
    #expect(rest.generations.count == 1 && rest.next == nil)
    #expect(rest.generations.first?.id != found.id)
    #expect(await code { _ = try await library.searchPage("x", limit: 0) } == "invalid_value")
  }

  @Test(
    "a picture is kept without its file, faces are first or pinned references, neighbors have images"
  )
  func smallQuestions() async throws {
    let file = try scratch.picture("pose.png", red: 1, green: 2, blue: 3)
    let kept = try await library.keepPicture(file)
    try FileManager.default.removeItem(at: file)
    #expect(try await library.storedPicture(kept.digest) != nil)
    let kael = try await library.asset("kael")
    let first = try #require(try await library.references(of: "kael").first)
    #expect(try await library.faces(of: [kael.id]) == [kael.id: first.image])
    let other = try scratch.picture("other.png", red: 5, green: 150, blue: 99)
    let added = try await library.addReferences(to: "kael", images: [.file(other)])
    let second = try #require(added.references.first).reference
    var details = ReferenceDetails()
    details.isPinned = true
    try await library.setReference(second.digest.hex, details)
    #expect(try await library.faces(of: [kael.id])[kael.id]?.digest == second.digest)
    let older = try await scratch.shot("one")
    let newer = try await scratch.shot("two")
    let ends = try await library.neighbors(of: older.id)
    #expect(ends.previous == newer.outputs.first?.id && ends.next == nil)
    #expect(try await library.neighbors(of: newer.id).next == older.outputs.first?.id)
    let back = try await library.neighbors(of: newer.id, in: "sort:oldest")
    #expect(back.previous == older.outputs.first?.id && back.next == nil)
    let last = try await scratch.shot("one more")
    let named = try await library.neighbors(of: last.id, in: "one")
    #expect(named.previous == nil && named.next == older.outputs.first?.id)
    let cheap = try await library.neighbors(of: older.id, in: "sort:cheapest one")
    #expect(Set([cheap.previous, cheap.next]) == [nil, last.outputs.first?.id])
  }

  @Test("the files of scenes are known once they were run")
  func sceneFiles() async throws {
    #expect(try await library.sceneFiles().isEmpty)
    let file = try scratch.file(
      "scene.toml", Data("[[shot]]\nid = \"1\"\nprompt = \"@kael\"\n".utf8))
    var options = SceneOptions()
    options.model = "troupe/storyboard"
    _ = try await library.run(Scene(contentsOf: file), at: file, options)
    let files = try await library.sceneFiles().map(\.standardizedFileURL.path)
    #expect(files == [file.standardizedFileURL.path])
  }
}
