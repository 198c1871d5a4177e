import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct PackFileTests {
  private let sample = SamplePack()

  @Test("a file that is listed and not there, or there and not listed, is refused by its path")
  func presence() throws {
    let path = sample.image.file.path
    let missing = try sample.archive(sample.manifest()) {
      $0.removeAll { $0.name == Array(path.utf8) }
    }
    #expect(packFault(missing) == PackFault(.missingEntry, at: path))
    let more = try sample.archive(sample.manifest()) { $0.append(RawZip.Entry("run.sh")) }
    #expect(packFault(more) == PackFault(.unlistedEntry, at: "run.sh"))
  }

  @Test("a file of another size or digest than is listed is refused by its path")
  func content() throws {
    let path = sample.image.file.path
    func changed(_ text: String) throws -> PackFault? {
      try packFault(
        sample.archive(sample.manifest()) { entries in
          for index in entries.indices where entries[index].name == Array(path.utf8) {
            entries[index].data = Array(text.utf8)
          }
        })
    }
    #expect(try changed("normalizeD") == PackFault(.digestDiffers, at: path))
    #expect(try changed("normal") == PackFault(.sizeDiffers(6), at: path))
  }

  @Test("a path that is not that of its digest and type is refused, and so is a digest twice")
  func paths() throws {
    let file = sample.image.file
    func fault(_ path: String, _ type: String = "image/png") throws -> PackFault? {
      let manifest = try sample.manifest {
        $0.replacing(
          #""path":"\#(file.path)","sha256":"\#(file.sha256)","type":"image/png""#,
          with: #""path":"\#(path)","sha256":"\#(file.sha256)","type":"\#(type)""#)
      }
      return try packFault(sample.archive(manifest))
    }
    for path in ["../../kael.png", "/etc/passwd", "pack.json", "files/kael.png"] {
      #expect(try fault(path)?.reason == .form(.path), "\(path)")
    }
    #expect(try fault(file.path, "application/x-sh")?.reason == .form(.path))
    #expect(try fault(file.path, "image/jpeg")?.reason == .form(.path))
    let jpeg = PackFile(sha256: file.sha256, byteCount: file.byteCount, type: "image/jpeg")
    #expect(
      try fault(jpeg.path, "image/jpeg")
        == PackFault(.typeDiffers, at: "assets[0].references[0].type"))
  }

  @Test("a digest of no file is refused, and so is a source that is no image")
  func unknownFiles() throws {
    var content = sample.content
    content.sources.removeAll { $0.file == sample.source.file }
    #expect(
      try writingFault(content)
        == PackFault(.unknownFile, at: "assets[0].references[0].source.sha256"))
    content = sample.content
    content.assets[0].references[0].source.sha256 = sample.release.file.sha256
    #expect(try writingFault(content)?.reason == .form(.imageType))
    content = sample.content
    content.assets[0].release?.byteCount = 1
    #expect(try writingFault(content)?.reason == .sizeDiffers(1))
  }

  @Test("a listed file that nothing names is noted, not refused")
  func unusedFiles() throws {
    let spare = sampleSource("spare")
    let manifest = try sample.manifest {
      $0.replacing(
        #""files":["#,
        with:
          #""files":[{"path":"\#(spare.file.path)","sha256":"\#(spare.file.sha256)","byte_count":5,"type":"image/png"},"#
      )
    }
    let archive = try sample.archive(manifest) { $0.append(RawZip.Entry(spare.file.path, "spare")) }
    let reader = try PackReader(bytes: archive, totalBytes: 1 << 20, sha256: sampleDigest)
    #expect(reader.notes == [.unusedFile(spare.file.path)])
    #expect(packFault(archive) == nil)
  }

  @Test(
    "an image of a generation that is no file of the pack is refused, however its member is hidden",
    arguments: [
      #"{"prompt":"x","image":"/etc/passwd"}"#, #"{"prompt":"x","image":"../kael.png"}"#,
      #"{"prompt":"x","image":"pack.json"}"#, #"{"prompt":"x","image":"generations.jsonl"}"#,
      #"{"prompt":"x","\u0069mage":"/etc/passwd"}"#,
    ])
  func generationImages(_ line: String) throws {
    var content = sample.content
    content.generations = [Data(line.utf8)]
    #expect(try writingFault(content) == PackFault(.unknownFile, at: "generations.jsonl:1.image"))
  }

  @Test("a member that a line has twice is there once for whoever imports it")
  func repeatedMembers() throws {
    var content = sample.content
    let path = sample.drawn.file.path
    content.generations = [
      Data(#"{"prompt":"x","image":"/etc/passwd","image":"\#(path)"}"#.utf8)
    ]
    let reader = try PackReader(
      bytes: sample.written(content), totalBytes: 1 << 20, sha256: sampleDigest)
    #expect(reader.generations.map(\.json) == [#"{"image":"\#(path)","prompt":"x"}"#])
  }

  @Test(
    "lines that are no objects of JSON are refused by their number",
    arguments: [
      ("[1]", .notJSON), ("{\"a\":0x1F}", .notJSON), ("{\"a\":nan}", .notJSON), ("{} {}", .notJSON),
      ("{\"image\":7}", .wrongType), ("{\"prompt\":[]}", .wrongType),
      (
        "{\"a\":" + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
        .nestedTooDeeply
      ),
      ("{\"a\":\"" + String(repeating: "a", count: 1 << 20) + "\"}", .textTooLong((1 << 20) + 8)),
    ] as [(String, PackFault.Reason)])
  func badLines(_ line: String, _ reason: PackFault.Reason) throws {
    var content = sample.content
    content.generations.append(Data(line.utf8))
    let fault = try writingFault(content)
    #expect(fault?.reason == reason)
    #expect(fault?.place.hasPrefix("generations.jsonl:3") == true)
  }

  @Test("a pack larger than its reader allows is refused before its files are read")
  func totalBytes() throws {
    let bytes = try sample.written()
    let bounds = ArchiveBounds(totalBytes: 1 << 20, entryBytes: 1 << 20)
    let total = try ArchiveReader(bytes: bytes, bounds: bounds).entries.reduce(0) {
      $0 + $1.byteCount
    }
    #expect(packFault(bytes, totalBytes: total) == nil)
    #expect(packFault(bytes, totalBytes: total - 1)?.reason == .archive(.totalTooLarge(total)))
  }

  @Test("counts and lengths are bounded, up to the last one")
  func bounds() throws {
    var content = sample.content
    content.assets[0].tags = (0..<1_000).map { "t\($0)" }
    content.assets[0].description = String(repeating: "d", count: 64 << 10)
    #expect(try writingFault(content) == nil)
    content.assets[0].tags.append("more")
    #expect(try writingFault(content) == PackFault(.tooMany(1_001), at: "assets[0].tags"))
    content = sample.content
    content.assets[0].description = String(repeating: "d", count: (64 << 10) + 1)
    #expect(try writingFault(content)?.reason == .textTooLong((64 << 10) + 1))
    content.assets = (0...1_000).map {
      PackAsset(
        id: sampleID, handle: "a\($0)", kind: "object", name: "a", createdAt: sampleMoment)
    }
    #expect(try writingFault(content) == PackFault(.tooMany(1_001), at: "assets"))
  }
}
