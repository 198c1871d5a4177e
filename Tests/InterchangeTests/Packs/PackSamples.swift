import Foundation

@testable import TroupeInterchange

/// Stands for SHA-256, which this module is given: 64 digits that differ where bytes differ.
func sampleDigest(_ bytes: Data) -> String {
  var (sum, digits) = (0xCBF2_9CE4_8422_2325 as UInt64, "")
  for round in 0..<4 as Range<UInt64> {
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    sum = (sum ^ round) &* 0x100_0000_01B3
    let part = String(sum, radix: 16)
    digits += String(repeating: "0", count: 16 - part.count) + part
  }
  return digits
}

let sampleMoment = "2026-01-31T12:00:00.000Z"
let sampleID = "01JJ0000000000000000000000"

/// A file for a pack.
func sampleSource(_ text: String, _ type: String = "image/png") -> PackSource {
  let bytes = Data(text.utf8)
  let digest = sampleDigest(bytes)
  return PackSource(PackFile(sha256: digest, byteCount: bytes.count, type: type), .data(bytes))
}

/// A reference whose image and source are these.
func sampleReference(_ image: PackSource, from source: PackSource) -> PackReference {
  PackReference(
    sha256: image.file.sha256, width: 640, height: 480, type: image.file.type,
    source: PackReference.Source(sha256: source.file.sha256, fileName: "kael.jpg"),
    importedAt: sampleMoment)
}

/// A pack of one asset with all that an asset can have.
struct SamplePack {
  let image = sampleSource("normalized")
  let source = sampleSource("as imported", "image/jpeg")
  let release = sampleSource("I agree.", "application/pdf")
  let drawn = sampleSource("drawn")
  var asset: PackAsset
  var generations: [String]

  init() {
    asset = PackAsset(
      id: sampleID, handle: "kael", kind: "character", name: "Kael Ōshima", createdAt: sampleMoment)
    asset.aliases = ["the ferryman"]
    asset.description = "A ferryman.\nHe hums."
    asset.traits = ["grey eyes", "scar on the chin"]
    asset.traitStarts = ["scar on the chin": 20]
    asset.tags = ["river", "crew"]
    asset.likeness = "real"
    asset.release = PackRelease(
      sha256: release.file.sha256, fileName: "release.pdf", byteCount: release.file.byteCount,
      addedAt: sampleMoment)
    var look = PackLook(name: "winter")
    (look.traits, look.droppedTraits, look.fromShot) = (["fur coat"], ["grey eyes"], 12)
    asset.looks = [look]
    var reference = sampleReference(image, from: source)
    (reference.view, reference.look, reference.isPinned) = ("three-quarter", "winter", true)
    (reference.origin, reference.tags) = ("\(sampleID)/1", ["snow", "night"])
    asset.references = [reference]
    asset.adapters = [
      PackAdapter(
        name: "kael-v2", model: "sdxl", base: "SDXL 1.0", triggerWords: "kael man", weight: 0.8,
        fileName: "kael-v2.safetensors", sha256: String(repeating: "ab", count: 32),
        byteCount: 9_000_000, addedAt: sampleMoment)
    ]
    generations = [
      #"{"seed":18446744073709551615,"prompt":"a roof","id":"b","image":"\#(drawn.file.path)"}"#,
      #"{"prompt": "a river", "id": "a", "cast": ["kael"], "cfg": 7.50}"#,
    ]
  }

  var content: PackContent {
    PackContent(
      assets: [asset], generations: generations.map { Data($0.utf8) },
      sources: [drawn, release, source, image])
  }

  /// The bytes of the pack.
  func written(_ content: PackContent? = nil) throws -> Data {
    let folder = try ScratchFolder()
    _ = try PackWriter.write(content ?? self.content, to: folder.path("p"), sha256: sampleDigest)
    return try folder.bytes("p")
  }

  /// Its `pack.json` as other programs might write it, with the text changed.
  func manifest(_ change: (String) -> String = { $0 }) throws -> String {
    let reader = try PackReader(bytes: written(), totalBytes: 1 << 20, sha256: sampleDigest)
    return try change(String(decoding: PackJSON.written(reader.pack), as: UTF8.self))
  }

  /// An archive with this `pack.json` and the files of the sample, changed.
  func archive(
    _ manifest: String, files: (inout [RawZip.Entry]) -> Void = { _ in }
  ) throws -> Data {
    let bounds = ArchiveBounds(totalBytes: 1 << 20, entryBytes: 1 << 20)
    let whole = try ArchiveReader(bytes: written(), bounds: bounds)
    var entries = try whole.entries.dropFirst().map {
      RawZip.Entry(Array($0.name.utf8), data: [UInt8](try whole.bytes(of: $0)))
    }
    files(&entries)
    return RawZip(all: [RawZip.Entry("pack.json", manifest)] + entries).bytes
  }
}

/// What opening a pack and reading all of its files ends with; `nil` where it is sound.
func packFault(_ bytes: Data, totalBytes: Int = 64 << 20) -> PackFault? {
  do throws(PackFault) {
    let reader = try PackReader(bytes: bytes, totalBytes: totalBytes, sha256: sampleDigest)
    try reader.verify()
    return nil
  } catch {
    return error
  }
}

/// What writing ends with; `nil` where it is written.
func writingFault(_ content: PackContent) throws -> PackFault? {
  let folder = try ScratchFolder()
  do throws(PackFault) {
    _ = try PackWriter.write(content, to: folder.path("p"), sha256: sampleDigest)
    return nil
  } catch {
    return error
  }
}
