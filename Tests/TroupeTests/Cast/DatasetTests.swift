import Foundation
import TestSupport
import Testing
import Troupe

/// Training sets that are written, and read back as trainers read them.
@Suite struct DatasetTests {
  private func cast() async throws -> TemporaryLibrary {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await library.add(
      .character, "kael", images: [.file(scratch.picture("a.png", red: 220))],
      AssetDetails(name: "Kael", traits: ["gray hair", "scar over the left eye"]),
      reference: ReferenceDetails(view: .front, caption: "Kael with gray hair, on a bench"))
    try await library.setLook("winter", of: "kael", LookDetails(description: "a green parka"))
    try await library.addReferences(
      to: "kael", images: [.file(scratch.picture("b.png", green: 200))],
      ReferenceDetails(view: .fullBody, look: "winter", caption: "arms crossed, smiling"))
    try await library.addReferences(
      to: "kael", images: [.file(scratch.picture("c.png", blue: 200))])
    return scratch
  }

  private struct Line: Decodable {
    let file_name: String
    let text: String
  }

  @Test func aSetIsReadBackAsItWasCaptioned() async throws {
    let scratch = try await cast()
    let library = scratch.library
    let third = try #require(try await library.references(of: "kael").last)
    try await library.retire(third.digest.hex, of: "kael")
    let folder = scratch.base.appending(path: "set")
    let made = try await library.exportDataset(of: "kael", to: folder, trigger: "kael_v2")
    let captions = [
      "kael_v2, front view, on a bench",
      "kael_v2, full body, a green parka, arms crossed, smiling",
    ]
    #expect(made.images.map(\.caption) == captions)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      files.map { ($0 as NSString).deletingPathExtension }
        == ["0001", "0001", "0002", "0002", "metadata"])
    let lines = try String(contentsOf: folder.appending(path: "metadata.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(lines.map(\.file_name) == made.images.map(\.file))
    let references = try await library.references(of: "kael")
    for (line, (image, reference)) in zip(lines, zip(made.images, references)) {
      #expect(line.text == image.caption && image.reference == reference.digest)
      let bytes = try Data(contentsOf: folder.appending(path: line.file_name))
      #expect(try bytes == Data(contentsOf: library.file(of: reference)))
      let name = line.file_name.prefix { $0 != "." } + ".txt"
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(text == image.caption + "\n")
    }
  }

  @Test func theTriggerIsThatOfTheAdapter() async throws {
    let scratch = try await cast()
    let library = scratch.library
    let usual = try await library.exportDataset(
      of: "kael", to: scratch.base.appending(path: "one"), look: "")
    #expect(usual.trigger == "kael" && usual.images.count == 2)
    let file = try scratch.file("k.safetensors", SampleSafetensors.lora())
    try await library.addAdapter(file, to: "kael", AdapterDetails(model: "sdxl", trigger: "k_v2"))
    let all = try await library.exportDataset(of: "kael", to: scratch.base.appending(path: "two"))
    #expect(all.trigger == "k_v2" && all.images.last?.caption == "k_v2")
  }

  @Test func aFolderWithSomethingInItIsLeftAlone() async throws {
    let scratch = try await cast()
    let library = scratch.library
    let folder = scratch.base.appending(path: "full")
    try scratch.file("full/mine.txt", Data("mine".utf8))
    #expect(
      await code { _ = try await library.exportDataset(of: "kael", to: folder) } == "file")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine.txt"])
    let empty = scratch.base.appending(path: "empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    #expect(try await library.exportDataset(of: "kael", to: empty).images.count == 3)
    let other = scratch.base.appending(path: "other")
    #expect(
      await code { _ = try await library.exportDataset(of: "kael", to: other, trigger: "\n") }
        == "invalid_value")
    #expect(
      await code { _ = try await library.exportDataset(of: "kael", to: other, look: "x") }
        == "unknown_look")
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.base.path)
    #expect(!left.contains("other") && !left.contains { $0.hasSuffix(".part") })
  }
}
