import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct PackRoundTripTests {
  private func read(_ bytes: Data) throws -> Pack {
    try PackReader(bytes: bytes, totalBytes: 1 << 20, sha256: sampleDigest).pack
  }

  @Test("everything that an asset has comes back, with its files and generations")
  func roundTrip() throws {
    let sample = SamplePack()
    let reader = try PackReader(
      bytes: sample.written(), totalBytes: 1 << 20, sha256: sampleDigest)
    var expected = sample.asset
    expected.tags = ["crew", "river"]
    expected.references[0].tags = ["night", "snow"]
    #expect(reader.pack.assets == [expected])
    #expect(reader.notes.isEmpty)
    try reader.verify()
    for source in [sample.image, sample.source, sample.release, sample.drawn] {
      guard case .data(let bytes) = source.bytes else { continue }
      #expect(try reader.bytes(of: source.file) == bytes)
    }
    #expect(reader.generations.map(\.id) == ["a", "b"])
    #expect(reader.generations.map(\.images) == [[], [sample.drawn.file.path]])
  }

  @Test("generations keep every digit and every member, in one order")
  func generations() throws {
    let sample = SamplePack()
    let reader = try PackReader(
      bytes: sample.written(), totalBytes: 1 << 20, sha256: sampleDigest)
    #expect(
      reader.generations.map(\.json) == [
        #"{"cast":["kael"],"cfg":7.50,"id":"a","prompt":"a river"}"#,
        #"{"id":"b","image":"\#(sample.drawn.file.path)","prompt":"a roof","seed":18446744073709551615}"#,
      ])
  }

  @Test("the same content is the same bytes, in whatever order its parts come")
  func order() throws {
    let sample = SamplePack()
    var other = PackAsset(
      id: "01JJ0000000000000000000001", handle: "boat", kind: "object", name: "boat",
      createdAt: sampleMoment)
    other.tags = ["b", "a", "b"]
    var content = sample.content
    content.assets.append(other)
    let first = try sample.written(content)
    content.assets = content.assets.reversed()
    content.generations = content.generations.reversed() + content.generations
    content.sources = content.sources.reversed() + content.sources
    content.assets[0].tags = ["a", "b"]
    #expect(try sample.written(content) == first)
  }

  @Test("a pack that was read and is written again is the same bytes")
  func again() throws {
    let sample = SamplePack()
    let first = try sample.written()
    let reader = try PackReader(bytes: first, totalBytes: 1 << 20, sha256: sampleDigest)
    let sources = try reader.pack.files.filter { $0.path != Pack.generationsPath }
      .map { PackSource($0, .data(try reader.bytes(of: $0))) }
    let content = PackContent(
      assets: reader.pack.assets, generations: reader.generations.map { Data($0.json.utf8) },
      sources: sources)
    #expect(try sample.written(content) == first)
  }

  @Test("files on disk are packed as those in memory are, and the entries are in their order")
  func fromDisk() throws {
    let folder = try ScratchFolder()
    let sample = SamplePack()
    var content = sample.content
    content.sources = try content.sources.enumerated().map { index, source in
      guard case .data(let bytes) = source.bytes else { return source }
      try bytes.write(to: URL(filePath: folder.path("\(index)")))
      return PackSource(source.file, .path(folder.path("\(index)")))
    }
    let bytes = try sample.written(content)
    #expect(try bytes == sample.written())
    let bounds = ArchiveBounds(totalBytes: 1 << 20, entryBytes: 1 << 20)
    let names = try ArchiveReader(bytes: bytes, bounds: bounds).entries.map(\.name)
    #expect(names.prefix(2) == ["pack.json", "generations.jsonl"])
    #expect(names.dropFirst(2).elementsEqual(names.dropFirst(2).sorted()))
    #expect(names.dropFirst(2).allSatisfy { $0.hasPrefix("files/") && $0.utf8.count >= 73 })
  }

  @Test("names of files lose their folders, those of any system")
  func fileNames() throws {
    var sample = SamplePack()
    sample.asset.references[0].source.fileName = "/Volumes/Kael/pictures/kael.jpg"
    sample.asset.release?.fileName = "C:\\Kael\\release.pdf"
    sample.asset.adapters[0].fileName = "a/.."
    let asset = try #require(try read(sample.written()).assets.first)
    #expect(asset.references[0].source.fileName == "kael.jpg")
    #expect(asset.release?.fileName == "release.pdf")
    #expect(asset.adapters[0].fileName == "")
  }

  @Test("files that nothing names stay out, and a file of an unknown type becomes plain bytes")
  func otherFiles() throws {
    let sample = SamplePack()
    var content = sample.content
    content.sources.append(sampleSource("unasked for"))
    #expect(try sample.written(content) == sample.written())
    #expect(sampleSource("x", "text/html").file.type == "application/octet-stream")
    #expect(sampleSource("x", "text/html").file.path.hasSuffix(".bin"))
  }

  @Test("an asset alone is a pack without files")
  func bare() throws {
    let asset = PackAsset(
      id: sampleID, handle: "kael", kind: "character", name: "Kael", createdAt: sampleMoment)
    let bytes = try SamplePack().written(PackContent(assets: [asset], sources: []))
    #expect(try read(bytes) == Pack(assets: [asset], files: []))
  }

  @Test("lists and texts that another program leaves out are empty")
  func absentMembers() throws {
    let json = """
      { "format": "troupe-pack", "version": 1, "files": [], "assets": [ {
        "id": "\(sampleID)", "handle": "kael", "kind": "place", "name": "Kael", "likeness": null,
        "created_at": "\(sampleMoment)", "looks": [ { "name": "winter" } ] } ] }
      """
    let archive = RawZip(RawZip.Entry("pack.json", json)).bytes
    let asset = try #require(try read(archive).assets.first)
    #expect(asset.looks == [PackLook(name: "winter")])
    #expect(asset.references.isEmpty && asset.tags.isEmpty && asset.description.isEmpty)
  }
}
