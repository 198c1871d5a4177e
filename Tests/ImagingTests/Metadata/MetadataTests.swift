import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Metadata")
struct MetadataTests {
  private static let drawing = Pictures.drawing(width: 12, height: 8)

  @Test("plain files have none")
  func plain() throws {
    #expect(try !ImageHeader(reading: Self.drawing.encodedPNG()).hasMetadata)
    #expect(try !ImageHeader(reading: Self.drawing.encodedJPEG()).hasMetadata)
  }

  @Test("texts, camera data and profiles are seen", arguments: [0xE1, 0xE2, 0xED, 0xFE] as [UInt8])
  func jpeg(marker: UInt8) throws {
    let jpeg = try Segments.insert(
      marker: marker, Array("a place".utf8), into: Self.drawing.encodedJPEG())
    #expect(try ImageHeader(reading: jpeg).hasMetadata)
  }

  @Test("texts and times are seen", arguments: ["tEXt", "iTXt", "eXIf", "tIME", "prVt"])
  func png(chunk: String) throws {
    let png = try Segments.insert(
      chunk: chunk, Array("a place".utf8), into: Self.drawing.encodedPNG())
    #expect(try ImageHeader(reading: png).hasMetadata)
  }

  @Test("normalized images have none")
  func normalized() throws {
    let jpeg = try Segments.insert(
      marker: 0xFE, Array("a place".utf8), into: Self.drawing.encodedJPEG())
    let image = try Normalization().apply(to: jpeg)
    #expect(try !ImageHeader(reading: image.bytes).hasMetadata)
  }
}
