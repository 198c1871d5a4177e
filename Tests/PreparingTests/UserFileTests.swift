import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeImaging
import TroupeVocabulary

@testable import TroupePreparing

@Suite struct UserFileTests {
  private func edit(_ bytes: Data, in fixture: LineageFixture) async throws -> Generation {
    let path = fixture.folder.appending(path: "photo").path
    try bytes.write(to: URL(filePath: path))
    let parent = try await fixture.resolver.file(FilePath(path), role: .parent)
    return try await fixture.make(fixture.request("make it night", parent: parent)).generation
  }

  @Test func aPlainFileIsSentAsItIs() async throws {
    let fixture = try LineageFixture()
    let bytes = SamplePicture.png(width: 40, height: 30)
    let generation = try await edit(bytes, in: fixture)
    #expect(generation.inputs.map(\.rendition.digest) == generation.inputs.map(\.chosen.reference))
    #expect(generation.adjustments.isEmpty)
  }

  @Test func whatAFileTellsBesidesItsPictureStaysHere() async throws {
    let fixture = try LineageFixture()
    let picture = Raster(width: 40, height: 30, filledWith: Color(hex: 0x3366CC))
    let note = Array("where I live".utf8)
    var bytes = try picture.encodedJPEG()
    bytes.insert(contentsOf: [0xFF, 0xFE, 0, UInt8(note.count + 2)] + note, at: 2)
    let generation = try await edit(bytes, in: fixture)
    let sent = try #require(generation.inputs.first)
    #expect(sent.rendition.digest != sent.chosen.reference)
    #expect(
      generation.adjustments.map(\.reason) == ["sent upright, in sRGB and without its metadata"])
    let rendition = try fixture.objects.read(sent.rendition.digest, fileExtension: "jpg")
    #expect(rendition.range(of: Data(note)) == nil)
    let kept = try fixture.objects.read(sent.chosen.reference, fileExtension: "jpg")
    #expect(kept == bytes, "the source stays as it came")
  }
}
