import Foundation
import Testing
import Troupe

@testable import TroupeImaging

@Suite struct SceneExportTests {
  /// A PNG with transparency, a JPEG and a gray JPEG.
  private func pictures(_ temporary: TemporaryLibrary) throws -> [ScenePicture] {
    var raster = Raster(
      width: 60, height: 40, channels: 4, filledWith: Color(red: 200, green: 30, blue: 30))
    raster.withMutablePixels { pixels in
      for index in stride(from: 3, to: pixels.count / 2, by: 4) { pixels[index] = 0 }
    }
    let jpeg = try Raster(width: 40, height: 50, filledWith: Color(hex: 0x2040C0))
      .encodedJPEG(quality: 90)
    return [
      ScenePicture(
        shot: "s7k2", number: 1, title: "The roof: night?",
        file: try temporary.file("a.bin", raster.encodedPNG())),
      ScenePicture(shot: "2", number: 2, file: try temporary.file("b.jpg", jpeg)),
      ScenePicture(
        shot: "3", number: 3, title: "夜 <end> & \"more\"", file: try temporary.file("c.jpg", jpeg)),
    ]
  }

  @Test func filesAreNamedByTheirTemplate() async throws {
    let temporary = try await TemporaryLibrary()
    let folder = temporary.base.appending(path: "out/pages")
    let pictures = try pictures(temporary)
    let made = try await Library.exportScene(
      pictures, to: folder, as: .files(template: SceneExport.usualTemplate))
    #expect(
      made.map(\.lastPathComponent) == [
        "001-s7k2-The roof-night.png", "002-2.jpg", "003-3-夜 end-& more.jpg",
      ])
    for (file, picture) in zip(made, pictures) {
      #expect(try Data(contentsOf: file) == Data(contentsOf: picture.file))
    }
    // What stands there stays, unless it may be replaced.
    await #expect(throws: TroupeError.self) {
      try await Library.exportScene(
        pictures, to: folder, as: .files(template: SceneExport.usualTemplate))
    }
    _ = try await Library.exportScene(
      pictures, to: folder, as: .files(template: SceneExport.usualTemplate), replacing: true)
  }

  @Test(arguments: ["{n}/{who}.{ext}", "page.{ext}", "{n:0}", "{ID}"])
  func aTemplateThatNamesNoFilesIsRefused(template: String) async throws {
    let temporary = try await TemporaryLibrary()
    let pictures = try Array(pictures(temporary).dropFirst())
    await #expect(throws: TroupeError.self) {
      try await Library.exportScene(
        pictures, to: temporary.base.appending(path: "out"), as: .files(template: template))
    }
    #expect(!FileManager.default.fileExists(atPath: temporary.base.path + "/out"))
  }

  @Test func noNameIsADeviceOrLeavesTheFolder() async throws {
    let temporary = try await TemporaryLibrary()
    var picture = try pictures(temporary)[1]
    for (title, name) in [("../../up", "up"), ("CON", "CON_"), ("...", "2"), ("a\u{0}b/", "a-b")] {
      picture.title = title
      let folder = temporary.base.appending(path: "named-\(name)")
      let made = try await Library.exportScene(
        [picture], to: folder, as: .files(template: "{title}"))
      #expect(made.map(\.lastPathComponent) == ["\(name).jpg"])
    }
  }

  @Test func anArchiveHoldsThePicturesAsTheyAre() async throws {
    let temporary = try await TemporaryLibrary()
    let pictures = try pictures(temporary)
    let file = temporary.base.appending(path: "scene.cbz")
    _ = try await Library.exportScene(pictures, title: "Roofs & <more>", to: file, as: .cbz)
    let entries = try #require(StoredEntries(try Data(contentsOf: file))).entries
    #expect(entries.map(\.name) == ["001.png", "002.jpg", "003.jpg", "ComicInfo.xml"])
    for (entry, picture) in zip(entries, pictures) {
      #expect(try entry.contents == Data(contentsOf: picture.file))
    }
    let information = String(decoding: entries[3].contents, as: UTF8.self)
    #expect(information.contains("<Title>Roofs &amp; &lt;more&gt;</Title>"))
    #expect(information.contains("<PageCount>3</PageCount>"))
    #expect(information.contains("Bookmark=\"夜 &lt;end&gt; &amp; &quot;more&quot;\""))
    await #expect(throws: TroupeError.self) {
      try await Library.exportScene(pictures, to: file, as: .cbz)
    }
  }

  @Test func aDocumentHasAPageForEachPicture() async throws {
    let temporary = try await TemporaryLibrary()
    let pictures = try pictures(temporary)
    let file = temporary.base.appending(path: "scene.pdf")
    _ = try await Library.exportScene(pictures, title: "Roofs", to: file, as: .pdf)
    let bytes = try Data(contentsOf: file)
    #expect(bytes.starts(with: "%PDF-1.4".utf8) && bytes.suffix(6) == Data("%%EOF\n".utf8))
    // The JPEG is in it byte for byte.
    #expect(bytes.range(of: try Data(contentsOf: pictures[1].file)) != nil)
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(text.contains("/Count 3 /Kids"))
    #expect(text.contains("/Title <FEFF0052006F006F00660073>"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.last { Int($0) != nil }.flatMap { Int($0) })
    let table = bytes.dropFirst(start).split(separator: 0x0A)
    let count = try #require(Int(String(decoding: table[1], as: UTF8.self).dropFirst(2)))
    for number in 1..<count {
      let offset = try #require(Int(String(decoding: table[number + 2].prefix(10), as: UTF8.self)))
      #expect(bytes.dropFirst(offset).starts(with: "\(number) 0 obj".utf8))
    }
    #expect(table.count >= count + 2)
  }

  @Test func whatIsNoPictureIsNamed() async throws {
    let temporary = try await TemporaryLibrary()
    let text = try temporary.file("a.txt", Data("no picture".utf8))
    for format in [SceneExport.cbz, .pdf, .files(template: "{n}")] {
      await #expect(throws: TroupeError.self) {
        try await Library.exportScene(
          [ScenePicture(shot: "1", number: 1, file: text)],
          to: temporary.base.appending(path: "out"), as: format)
      }
      await #expect(throws: TroupeError.self) {
        try await Library.exportScene([], to: temporary.base.appending(path: "out"), as: format)
      }
    }
    #expect(!FileManager.default.fileExists(atPath: temporary.base.path + "/out"))
  }
}

/// The files of a ZIP that compresses none, by its directory, with their checksums worked out bit by bit.
private struct StoredEntries {
  var entries: [(name: String, contents: Data)] = []

  init?(_ bytes: Data) {
    func number(_ place: Int, _ count: Int) -> Int {
      (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
    }
    let end = bytes.count - 22
    guard end >= 0, number(end, 4) == 0x0605_4B50 else { return nil }
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(place, 4) == 0x0201_4B50, number(place + 10, 2) == 0 else { return nil }
      let (length, start) = (number(place + 24, 4), number(place + 42, 4))
      let nameLength = number(place + 28, 2)
      guard number(start, 4) == 0x0403_4B50, number(start + 22, 4) == length else { return nil }
      let name = bytes[place + 46..<place + 46 + nameLength]
      let from = start + 30 + number(start + 26, 2) + number(start + 28, 2)
      let contents = Data(bytes[from..<from + length])
      guard Self.checksum(contents) == number(place + 16, 4) else { return nil }
      entries.append((String(decoding: name, as: UTF8.self), contents))
      place += 46 + nameLength
    }
    guard place == end else { return nil }
  }

  private static func checksum(_ bytes: Data) -> Int {
    var value: UInt32 = .max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    }
    return Int(~value)
  }
}
