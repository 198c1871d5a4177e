import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Files without an end")
struct MissingEndTests {
  private static let note = "the end of the file is missing; all pixels are there"
  private let picture = Pictures.grainy(width: 90, height: 70)

  private func isWhole(_ cut: Data, like whole: Data) throws {
    #expect(try Raster(decoding: cut) == Raster(decoding: whole))
    #expect(try Normalization().apply(to: cut).notes.first == Self.note)
    #expect(try Normalization(longEdge: 40).apply(to: cut).notes.first == Self.note)
    #expect(try ImageCheck(reading: cut).notes == [Self.note])
    #expect(try ImageCheck(reading: whole).notes.isEmpty)
  }

  private func isRefused(_ cut: Data) {
    #expect(throws: ImageFault.truncated) { try Raster(decoding: cut) }
    #expect(throws: ImageFault.truncated) { try ImageCheck(reading: cut) }
    #expect(throws: ImageFault.truncated) { try Normalization(longEdge: 40).apply(to: cut) }
  }

  private func jpeg(isProgressive: Bool, restarts: UInt32 = 0) -> Data {
    JPEGs(
      space: .color, width: 90, height: 70, restartInterval: restarts,
      isProgressive: isProgressive
    ).encoded { x, y in
      [picture[x, y].red, picture[x, y].green, picture[x, y].blue]
    }
  }

  @Test("a JPEG with every row is taken", arguments: [false, true], [UInt32(0), 2])
  func jpegs(isProgressive: Bool, restarts: UInt32) throws {
    let whole = jpeg(isProgressive: isProgressive, restarts: restarts)
    for tail in [Data(), Data([0xFF]), Data(count: 4_096), Data([0xFF, 0xFF, 0xFF])] {
      try isWhole(whole.dropLast(2) + tail, like: whole)
    }
    for lost in [12, 40, whole.count / 3, whole.count / 2] {
      isRefused(whole.dropLast(lost))
      // Zeros where bytes were never written decode to pixels that no one drew.
      isRefused(whole.dropLast(lost) + Data(count: lost + 4_096))
    }
  }

  @Test("a progressive JPEG whose later scans are missing is refused")
  func missingScans() throws {
    let whole = jpeg(isProgressive: true)
    let scans = whole.indices.dropLast().filter { whole[$0] == 0xFF && whole[$0 + 1] == 0xDA }
    try #require(scans.count > 3)
    for start in scans.dropFirst() { isRefused(whole.prefix(start)) }
  }

  @Test("a JPEG of which one color is missing is refused")
  func missingColors() throws {
    // Three scans, one for each component, of a picture of one block.
    var bytes = Data([0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0]) + [UInt8](repeating: 1, count: 64)
    bytes += [0xFF, 0xC0, 0, 17, 8, 0, 8, 0, 8, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
    for table: UInt8 in [0x00, 0x10] {
      bytes += [0xFF, 0xC4, 0, 20, table, 1] + [UInt8](repeating: 0, count: 16)
    }
    let scans = (UInt8(1)...3).map { Data([0xFF, 0xDA, 0, 8, 1, $0, 0, 0, 63, 0, 0x3F]) }
    let whole = bytes + scans.joined() + [0xFF, 0xD9]
    try isWhole(whole.dropLast(2), like: whole)
    isRefused(bytes + scans[0])
    isRefused(bytes + scans[0] + scans[1])
  }

  @Test("a PNG with every row is taken")
  func pngs() throws {
    let whole = try picture.encodedPNG()
    let pixels = whole.dropLast(12)
    for end in 0..<12 { try isWhole(pixels + whole.suffix(12).prefix(end), like: whole) }
    let text = Data(
      Segments.chunk("tEXt", Array("Comment\0".utf8) + [UInt8](repeating: 65, count: 90)))
    for tail in [Data(count: 4_096), text.prefix(50), Data("<html>".utf8)] {
      try isWhole(pixels + tail, like: whole)
    }
    for lost in [1, 4, 5, 100] { isRefused(pixels.dropLast(lost)) }
  }

  @Test("a PNG whose pixels go on in a chunk that is missing is refused")
  func manyChunks() throws {
    var rows: [UInt8] = []
    for y in 0..<20 { rows += [0] + (0..<60).map { UInt8($0 * y % 251) } }
    let packed = Segments.stored(Data(rows))
    let head = Segments.pngHeader(width: 20, height: 20)
    let parts = [Array(packed.prefix(600)), Array(packed.dropFirst(600))].map {
      Data(Segments.chunk("IDAT", $0))
    }
    let whole = head + parts[0] + parts[1] + Segments.chunk("IEND", [])
    try isWhole(head + parts[0] + parts[1], like: whole)
    for end in [0, 3, 4, 8, 20, parts[1].count - 1] {
      isRefused(head + parts[0] + parts[1].prefix(end))
    }
    isRefused(head + parts[0] + Data(count: 4_096))
  }

  @Test("a WebP whose picture is there is taken")
  func webps() throws {
    let chunks = try WebPs.picture(of: #require(WebPs.encoded(picture)))
    let exif = WebPs.chunk("EXIF", Segments.exif(1))
    let whole = WebPs.file(WebPs.canvas(width: 90, height: 70, flags: 8) + chunks + exif)
    for lost in [1, 20, exif.count] { try isWhole(whole.dropLast(lost), like: whole) }
    // One byte may be padding.
    isRefused(whole.dropLast(exif.count + 2))
  }
}
