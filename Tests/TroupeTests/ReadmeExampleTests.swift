import Foundation
import Testing
import Troupe

@Suite struct ReadmeExampleTests {
  /// The README shows the lines between the two marks; RulesTests compares them.
  private func example(_ folder: URL, _ picture: URL) async throws -> URL {
    // README begins
    let library = try await Library.make(at: folder)
    try await library.add(
      .character, "kael", images: [.file(picture)],
      AssetDetails(traits: ["scar over the left eye"]),
      reference: ReferenceDetails(view: .front))
    let options = GenerateOptions(model: "troupe/storyboard")
    let night = try await library.generate("@kael on a roof at night", options)
    let dawn = try await library.edit(.last(), "The same at dawn")
    let shots = (night + dawn).map(\.generation)
    let sheet = try await library.contactSheet(shots, title: "Kael's roof")
    try sheet.png.write(to: folder.appending(path: "sheet.png"))
    // README ends
    try library.close()
    return folder.appending(path: "sheet.png")
  }

  @Test func makesAContactSheet() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-readme-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let picture = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Demo/cast/kael-front.png")
    let sheet = try await example(folder, picture)
    #expect(try Data(contentsOf: sheet).starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }
}
