import Foundation
import TestSupport
import Testing
import TroupeImaging
import TroupeVocabulary

@testable import TroupeLineage

@Suite struct UserFileTests {
  private func edit(_ bytes: Data, in workshop: Workshop) async throws -> Generation {
    let path = workshop.folder.appending(path: "photo").path
    try bytes.write(to: URL(filePath: path))
    let parent = try await InputResolver(workshop.context).file(path, role: .parent)
    return try await workshop.make(workshop.request("make it night", parent: parent)).generation
  }

  @Test func aPlainFileIsSentAsItIs() async throws {
    let workshop = try Workshop()
    let bytes = SamplePicture.png(width: 40, height: 30)
    let generation = try await edit(bytes, in: workshop)
    #expect(generation.references.map(\.rendition) == generation.references.map(\.reference))
    #expect(generation.adjustments.isEmpty)
  }

  @Test func whatAFileTellsBesidesItsPictureStaysHere() async throws {
    let workshop = try Workshop()
    let picture = Raster(width: 40, height: 30, filledWith: Color(hex: 0x3366CC))
    let note = Array("where I live".utf8)
    var bytes = try picture.encodedJPEG()
    bytes.insert(contentsOf: [0xFF, 0xFE, 0, UInt8(note.count + 2)] + note, at: 2)
    let generation = try await edit(bytes, in: workshop)
    let sent = try #require(generation.references.first)
    #expect(sent.rendition != sent.reference)
    #expect(
      generation.adjustments.map(\.reason) == ["sent upright, in sRGB and without its metadata"])
    let rendition = try workshop.context.objects.read(sent.rendition, fileExtension: "jpg")
    #expect(rendition.range(of: Data(note)) == nil)
    let kept = try workshop.context.objects.read(sent.reference, fileExtension: "jpg")
    #expect(kept == bytes, "the source stays as it came")
  }
}
