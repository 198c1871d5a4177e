import Foundation
import TestSupport
import Testing
import Troupe

/// Pictures of other tools come in with what their files say.
@Suite struct ImportPicturesTests {
  private static let parameters = """
    a fox under a red umbrella, rain
    Negative prompt: blurry, text
    Steps: 30, Sampler: DPM++ 2M, CFG scale: 5.5, Seed: 1234567, Size: 16x16, Model: foxes_v2, \
    Version: v1.10.1
    """

  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }
  private var outputs: URL { scratch.base.appending(path: "outputs") }

  init() async throws { scratch = try await TemporaryLibrary() }

  @discardableResult
  private func picture(
    _ name: String, seed: UInt64, saying text: String? = nil, as keyword: String = "parameters"
  ) throws -> Data {
    var bytes = SamplePicture.noise(width: 16, height: 16, seed: seed)
    if let text { bytes = SamplePicture.png(bytes, saying: text, as: keyword) }
    try scratch.file("outputs/\(name)", bytes)
    return bytes
  }

  @Test func whatAFileSaysIsFound() async throws {
    let bytes = try picture("2026/fox.png", seed: 1, saying: Self.parameters)
    let report = try await library.importPictures([outputs])
    #expect(report.imported == 1 && report.refused.isEmpty && report.withoutPrompt == 0)
    #expect(report.tools == ["AUTOMATIC1111": 1])
    let found = try await library.search("umbrella blurry model:foxes").generations
    let one = try #require(found.first)
    #expect(one.prompt == "a fox under a red umbrella, rain" && one.model == "foxes_v2")
    #expect(one.parameters.sent.seed == 1_234_567 && one.state == .done)
    let details = try #require(one.imported?.details)
    #expect(details["tool"] == "AUTOMATIC1111" && details["negative_prompt"] == "blurry, text")
    #expect(details["parameters.Steps"] == "30" && details["file"] == "2026/fox.png")
    let image = try #require(one.outputs.first)
    #expect(try Data(contentsOf: library.folder.appending(path: image.path)) == bytes)
    #expect(try await library.search("\"DPM 2M\"").generations.map(\.id) == [one.id])
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func aSecondImportAddsNothing() async throws {
    let bytes = try picture("a.png", seed: 1, saying: Self.parameters)
    try picture("b.png", seed: 2)
    try scratch.file("outputs/copy.png", bytes)
    try scratch.file("outputs/notes.txt", Data("not a picture".utf8))
    try scratch.file("outputs/.hidden/c.png", SamplePicture.noise(width: 8, height: 8, seed: 9))
    let first = try await library.importPictures([outputs])
    #expect(first.imported == 2 && first.known == 1 && first.others == 1)
    #expect(first.withoutPrompt == 1)
    let again = try await library.importPictures([outputs])
    #expect(again.imported == 0 && again.known == 3 && again.others == 1)
    try FileManager.default.moveItem(
      at: outputs.appending(path: "a.png"), to: outputs.appending(path: "moved.png"))
    try picture("b.png", seed: 3, saying: "a lamp", as: "Description")
    let moved = try await library.importPictures([outputs])
    #expect(moved.imported == 1 && moved.known == 2)
    #expect(try await library.search("").total == 3)
    #expect(try await library.search("b.png").generations.count == 2)
  }

  @Test func filesNextToAPictureAreRead() async throws {
    try picture("a.png", seed: 1)
    try scratch.file("outputs/a.txt", Data(Self.parameters.utf8))
    try picture("b.png", seed: 2)
    let packet = """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
       xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
       xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/">
      <xmp:CreatorTool>Draw Things</xmp:CreatorTool><exif:UserComment>
      {"c": "a heron", "uc": "fog", "model": "heron_v1.ckpt", "seed": 9, "steps": 4}
      </exif:UserComment></rdf:Description></rdf:RDF></x:xmpmeta>
      """
    try scratch.file("outputs/b.xmp", Data(packet.utf8))
    let report = try await library.importPictures([outputs])
    #expect(report.tools == ["AUTOMATIC1111": 1, "Draw Things": 1] && report.others == 2)
    #expect(try await library.search("heron model:heron_v1 fog").generations.count == 1)
  }

  @Test func aTextThatNoReaderUnderstandsIsKept() async throws {
    let name = "kim_a_lamp_by_the_sea_5d1a9f0e-1111-2222-3333-444455556666.png"
    try picture(name, seed: 1, saying: String(repeating: "x y ", count: 2000), as: "Strange")
    try picture("2/\(name)", seed: 2)
    let file = outputs.appending(path: name)
    _ = try await library.importPictures([file, outputs])
    let strange = try #require(try await library.search("strange").generations.first?.imported)
    #expect(strange.details["tool"] == nil && strange.details["file"] == name)
    #expect(strange.details["notes"] == "Strange: of 8000 bytes 4096 are told here")
    let named = try await library.search("tool midjourney").generations
    #expect(named.map(\.prompt) == ["a lamp by the sea"])
  }

  @Test func whatThisLibraryMadeIsHereAlready() async throws {
    let made = try await scratch.shot("a roof")
    let image = try #require(made.outputs.first)
    try scratch.file(
      "outputs/roof.png", Data(contentsOf: library.folder.appending(path: image.path)))
    let report = try await library.importPictures([outputs])
    #expect(report.imported == 0 && report.known == 1)
  }

  @Test func aPictureComesAfterTheOneItWasMadeFrom() async throws {
    let parent = try picture("z-parent.png", seed: 1, saying: Self.parameters)
    let digest = try await digest(of: parent)
    let metadata = """
      {"model_weights": "sd-1.4", "image": {"prompt": [{"prompt": "a fox, closer", "weight": 1}],
       "seed": 7, "steps": 50, "type": "img2img", "orig_hash": "\(digest.hex)"}}
      """
    try picture("a-child.png", seed: 2, saying: metadata, as: "sd-metadata")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)],
      ofItemAtPath: outputs.appending(path: "a-child.png").path)
    let report = try await library.importPictures([outputs])
    #expect(report.imported == 2 && report.orphans == 0)
    let child = try #require(try await library.search("closer").generations.first)
    let line = try await library.lineage(.id(child.id))
    #expect(
      line.generations.map(\.prompt) == ["a fox under a red umbrella, rain", "a fox, closer"])
  }

  private func digest(of picture: Data) async throws -> Digest {
    let other = try await TemporaryLibrary()
    _ = try await other.library.importPictures([other.file("one.png", picture)])
    return try #require(try await other.library.search("").generations.first?.outputs.first).digest
  }

  @Test func aParentThatIsNotHereIsTold() async throws {
    let metadata = """
      {"model_weights": "sd-1.4", "image": {"prompt": "a fox, closer", "seed": 7, "steps": 50,
       "orig_hash": "\(String(repeating: "ab", count: 32))"}}
      """
    let child = try picture("child.png", seed: 2, saying: metadata, as: "sd-metadata")
    let grandchild = """
      {"model_weights": "sd-1.4", "image": {"prompt": "a fox, closest", "seed": 8, "steps": 50,
       "orig_hash": "\(try await digest(of: child).hex)"}}
      """
    try picture("grandchild.png", seed: 3, saying: grandchild, as: "sd-metadata")
    let report = try await library.importPictures([outputs])
    #expect(report.imported == 2 && report.orphans == 1)
    let last = try #require(try await library.search("closest").generations.first)
    let line = try await library.lineage(.id(last.id))
    #expect(line.generations.map(\.prompt) == ["a fox, closer", "a fox, closest"])
  }

  @Test func whatCannotBeReadIsToldAndTheOthersComeIn() async throws {
    try picture("good.png", seed: 1)
    try scratch.file(
      "outputs/cut.png", SamplePicture.noise(width: 16, height: 16, seed: 4).prefix(20))
    let text = try scratch.file("words.txt", Data("words".utf8))
    let report = try await library.importPictures([
      outputs, text, scratch.base.appending(path: "nowhere.png"),
    ])
    #expect(report.imported == 1 && report.refused.count == 3)
    #expect(report.refused.map(\.error.code).sorted() == ["bad_image", "bad_image", "no_file"])
  }

  @Test func hostileTextsAreData() async throws {
    try picture(
      "x.png", seed: 1,
      saying:
        "\u{1B}[2J<script>\nSteps: 1, Sampler: '; DROP TABLE generation, CFG scale: 1, Seed: 5")
    try picture("n.png", seed: 2, saying: "{\"1\": {\"inputs\": {\"seed\": NaN}}}", as: "prompt")
    try picture(
      "d.png", seed: 3, saying: String(repeating: "[", count: 200_000), as: "workflow")
    let report = try await library.importPictures([outputs])
    #expect(report.imported == 3 && report.refused.isEmpty)
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func filesThatAreStillWrittenAreLeftForLater() async throws {
    try picture("new.png", seed: 1)
    let first = try await library.importPictures([outputs], settled: .seconds(3600))
    #expect(first == PictureImportReport())
    #expect(try await library.importPictures([outputs]).imported == 1)
  }
}
