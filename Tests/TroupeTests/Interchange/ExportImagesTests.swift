import Foundation
import TestSupport
import Testing
import Troupe
import TroupeImaging
import TroupeInterchange

/// Copies of images for others.
@Suite struct ExportImagesTests {
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }
  private var out: URL { scratch.base.appending(path: "out") }

  init() async throws {
    scratch = try await TemporaryLibrary()
    try await scratch.addCast()
  }

  private func made() async throws -> Output {
    try #require(try await scratch.shot("@kael on a roof, 夜").outputs.first)
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  @Test("a copy has the bytes that came, under the name that the template gives")
  func aCopyIsAsItCame() async throws {
    let output = try await made()
    let report = try await library.exportImages(
      [output.id, output.id], to: out,
      as: ImageExport(names: "{asset}-{prompt}-{date}-{model}-{scene}-{n:03}.{ext}"))
    let image = try #require(report.images.first)
    #expect(report.images.count == 1 && report.refused.isEmpty)
    #expect(URL(filePath: image.file).lastPathComponent.hasPrefix("kael-@kael on a roof, 夜-20"))
    #expect(image.file.hasSuffix("-troupe-storyboard-001.png"))
    #expect(try bytes(image.file) == bytes(library.url(of: output.path).path))
    #expect(image.digest == output.digest && image.removed.isEmpty)
    let again = await code { _ = try await library.exportImages([output.id], to: out) }
    #expect(again == nil, "another name")
    #expect(await code { _ = try await library.exportImages([output.id], to: out) } == "file")
    let replacing = ImageExport(replacing: true)
    #expect(try await library.exportImages([output.id], to: out, as: replacing).images.count == 1)
  }

  @Test("an image whose file holds other bytes is told and not written", arguments: [true, false])
  func aDamagedImageStays(isPlain: Bool) async throws {
    let output = try await made()
    let other = try Data(contentsOf: scratch.picture("other.png"))
    try other.write(to: library.url(of: output.path))
    let export = ImageExport(metadata: isPlain ? .asIs : .embedded)
    let report = try await library.exportImages([output.id], to: out, as: export)
    #expect(report.images.isEmpty && report.refused.map(\.error.code) == ["damaged_file"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).isEmpty)
  }

  @Test(
    "an embedded copy tells prompt, model, cast and where it comes from, and has the same pixels")
  func metadataIsEmbedded() async throws {
    let output = try await made()
    _ = try await library.rate([.output(output.id)], 4)
    _ = try await library.tag([.output(output.id)], "hero")
    for type in [MediaType.png, .jpeg, .webp] {
      let export = ImageExport(
        names: "a-\(type.fileExtension).{ext}", metadata: .embedded, type: type)
      let report = try await library.exportImages([output.id], to: out, as: export)
      let image = try #require(report.images.first)
      let file = try bytes(image.file)
      #expect(MediaType(sniffing: file) == type)
      let texts = EmbeddedTexts(reading: file) { Inflated.bytes($0, most: $1) }
      let record = try #require(ForeignRecord.read(texts.texts, fileName: ""))
      #expect(record.prompt == "@kael on a roof, 夜", "\(type)")
      #expect(record.model == "troupe/storyboard" && record.tool == "Troupe")
      #expect(texts.marks.contains(.sourceType("algorithmicMedia")), "\(texts.marks)")
      let packet = try #require(ImageCopy.xmpPacket(in: file) { Inflated.bytes($0, most: $1) })
      let words = String(decoding: packet, as: UTF8.self)
      for word in ["kael", "hero", "\(output.id)", "sha256:", "<xmp:Rating>4"] {
        #expect(words.contains(word), "\(word) in \(words)")
      }
      #expect(try ImageHeader(reading: file).width == output.width)
    }
    let plain = ImageExport(names: "same.{ext}", metadata: .embedded)
    let same = try #require(
      try await library.exportImages([output.id], to: out, as: plain).images.first)
    let original = try Raster(decoding: bytes(library.url(of: output.path).path))
    #expect(try Raster(decoding: bytes(same.file)).pixels == original.pixels)
  }

  @Test("a stripped copy has nothing but pixels, and what was taken out is told")
  func metadataIsStripped() async throws {
    let picture = SamplePicture.png(
      SamplePicture.noise(width: 16, height: 16, seed: 1),
      saying: "a fox\nSteps: 1, Seed: 2, Size: 1x1",
      as: "parameters")
    try scratch.file("in/fox.png", picture)
    _ = try await library.importPictures([scratch.base.appending(path: "in")])
    let image = try #require(try await library.search("fox").generations.first?.outputs.first)
    let report = try await library.exportImages(
      [image.id], to: out, as: ImageExport(metadata: .stripped))
    let copy = try #require(report.images.first)
    #expect(copy.removed.contains { $0.contains("parameters") }, "\(copy.removed)")
    let bytes = try bytes(copy.file)
    #expect(ImageCopy.leftovers(in: bytes).isEmpty)
    #expect(try Raster(decoding: bytes).pixels == Raster(decoding: picture).pixels)
    let kept = try await library.exportImages(
      [image.id], to: out, as: ImageExport(names: "e.{ext}", metadata: .embedded))
    let text = EmbeddedTexts(reading: try self.bytes(try #require(kept.images.first).file)) {
      Inflated.bytes($0, most: $1)
    }
    // What another tool wrote is more exact than what is known of it.
    #expect(text.texts.contains { $0.name == "parameters" && $0.text.hasPrefix("a fox\nSteps: 1") })
  }

  @Test("a signed file is left as it came unless its credentials may go")
  func credentialsAreNotBrokenSilently() async throws {
    let plain = SamplePicture.noise(width: 16, height: 16, seed: 3)
    let signed = SignedPicture.png(plain)
    try scratch.file("in/signed.png", signed)
    _ = try await library.importPictures([scratch.base.appending(path: "in")])
    let image = try #require(try await library.search("").generations.first?.outputs.first)
    let report = try await library.exportImages(
      [image.id], to: out, as: ImageExport(names: "kept.{ext}", metadata: .embedded))
    let kept = try #require(report.images.first)
    #expect(
      try bytes(kept.file) == signed && kept.sidecars.map { $0.suffix(12) } == ["kept.png.xmp"])
    #expect(kept.notes.contains { $0.contains("Content Credentials") })
    let dropping = ImageExport(
      names: "dropped.{ext}", metadata: .embedded, dropsCredentials: true)
    let dropped = try #require(
      try await library.exportImages([image.id], to: out, as: dropping).images.first)
    #expect(!ImageCopy.holdsCredentials(try bytes(dropped.file)) && dropped.sidecars.isEmpty)
    #expect(dropped.removed.contains { $0.contains("Content Credentials") }, "\(dropped.removed)")
  }

  @Test("sidecars hold the record and XMP, and no path of this machine")
  func sidecarsTellTheRecord() async throws {
    let output = try await made()
    let report = try await library.exportImages(
      [output.id], to: out, as: ImageExport(names: "a.{ext}", sidecars: [.json, .xmp]))
    let image = try #require(report.images.first)
    #expect(
      image.sidecars.map { URL(filePath: $0).lastPathComponent } == ["a.png.json", "a.png.xmp"])
    let text = String(decoding: try bytes(image.sidecars[0]), as: UTF8.self)
    #expect(text.contains("\"prompt\"") && !text.contains(scratch.base.path))
    #expect(EmbeddedTexts(xmp: try bytes(image.sidecars[1])).marks.isEmpty == false)
  }

  @Test("smaller copies keep their proportions, and a small image its size")
  func copiesAreScaled() async throws {
    let output = try await made()
    let export = ImageExport(names: "s.{ext}", type: .webp, longEdge: 200, quality: 70)
    let copy = try #require(
      try await library.exportImages([output.id], to: out, as: export).images.first)
    let header = try ImageHeader(reading: bytes(copy.file))
    #expect(max(header.width, header.height) == 200 && header.type == .webp)
    #expect(copy.notes.contains { $0.hasPrefix("scaled from") })
    let large = ImageExport(names: "l.{ext}", type: .jpeg, longEdge: 60_000)
    let same = try #require(
      try await library.exportImages([output.id], to: out, as: large).images.first)
    #expect(try ImageHeader(reading: bytes(same.file)).width == output.width)
  }

  @Test(arguments: [
    ImageExport(type: .gif), ImageExport(longEdge: 15), ImageExport(longEdge: 65_501),
    ImageExport(type: .jpeg, quality: 0), ImageExport(type: .jpeg, quality: 101),
    ImageExport(names: "{who}.{ext}"),
  ])
  func whatCannotBeDoneIsRefusedBeforeAnythingIsWritten(_ export: ImageExport) async throws {
    let output = try await made()
    let error = await code { _ = try await library.exportImages([output.id], to: out, as: export) }
    #expect(error == "invalid_value")
    #expect(!FileManager.default.fileExists(atPath: out.path))
    #expect(await code { _ = try await library.exportImages([], to: out) } == "invalid_value")
  }

  @Test("two images of one name are refused; a missing file is told and the others are written")
  func faultsOfSingleImages() async throws {
    let first = try await made()
    let second = try #require(try await scratch.shot("a bridge").outputs.first)
    let names = ImageExport(names: "page.{ext}")
    let error = await code {
      _ = try await library.exportImages([first.id, second.id], to: out, as: names)
    }
    #expect(error == "invalid_value")
    let other = try #require(
      try await scratch.shot("a lamp").outputs.first)
    try FileManager.default.removeItem(at: library.url(of: first.path))
    let report = try await library.exportImages([first.id, other.id], to: out)
    #expect(report.images.map(\.image) == [other.id])
    #expect(report.refused.map(\.image) == [first.id])
  }

  @Test("books and tables hold what was asked for")
  func booksAndTables() async throws {
    let output = try await made()
    let (images, notes) = try await library.images(answering: "with:@kael")
    #expect(images == [output.id] && notes.isEmpty)
    #expect(try await library.images(called: [.last()]) == [output.id])
    let comic = scratch.base.appending(path: "a.cbz")
    _ = try await library.exportBook(images, title: "Roofs", to: comic, as: .cbz)
    #expect(try bytes(comic.path).starts(with: Array("PK".utf8)))
    let document = scratch.base.appending(path: "a.pdf")
    _ = try await library.exportBook(images, to: document, as: .pdf)
    #expect(try bytes(document.path).starts(with: Array("%PDF-".utf8)))
    #expect(
      await code { _ = try await library.exportBook(images, to: document, as: .pdf) } == "file")
    let table = scratch.base.appending(path: "t.csv")
    #expect(try await library.exportTable("", to: table, as: .csv).count == 1)
    let lines = String(decoding: try bytes(table.path), as: UTF8.self)
    #expect(lines.hasPrefix("id,created_at,state,"))
    #expect(lines.contains(",\"'@kael on a roof, 夜\","), "\(lines)")
  }

  @Test("a table of lines is imported by another library as it was")
  func tablesAreImported() async throws {
    _ = try await scratch.shot("@kael says \"=1+1\", 夜", GenerateOptions.offline)
    let lines = scratch.base.appending(path: "t.jsonl")
    #expect(try await library.exportTable("", to: lines, as: .jsonl).count == 1)
    let other = try await TemporaryLibrary()
    let report = try await other.library.importGenerations(lines: lines)
    #expect(report.imported == 1 && report.refused.isEmpty)
    let again = scratch.base.appending(path: "u.jsonl")
    _ = try await other.library.exportTable("", to: again, as: .jsonl)
    #expect(try bytes(again.path) == bytes(lines.path))
  }

  @Test("a line with a character of zero comes in without it, and verifies")
  func aCharacterOfZeroIsLeftOut() async throws {
    let line =
      "{\"prompt\": \"a fox\\u0000 in rain\", \"note\": \"x\\u0000y\", \"model\": \"sdxl\"}"
    let report = try await library.importGenerations(
      data: Data(line.utf8), folder: scratch.base)
    #expect(report.imported == 1)
    #expect(try await library.search("\"fox in rain\"").generations.count == 1)
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test("nothing is exported among the library's own files")
  func noExportIntoTheObjects() async throws {
    let output = try await made()
    let objects = library.folder.appending(path: "objects/ab")
    let error = await code { _ = try await library.exportImages([output.id], to: objects) }
    #expect(error == "invalid_value")
  }

  @Test("marks of an image are told")
  func marksAreTold() async throws {
    try scratch.file(
      "in/s.png", SignedPicture.png(SamplePicture.noise(width: 8, height: 8, seed: 4)))
    _ = try await library.importPictures([scratch.base.appending(path: "in")])
    let marks = try await library.marks(of: .last())
    #expect(marks.values.first?.first?.hasPrefix("content credentials") == true, "\(marks)")
  }
}
