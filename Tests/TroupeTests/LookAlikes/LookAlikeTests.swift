import Foundation
import Testing
import Troupe
import TroupeImaging

/// Pictures of a library that look alike are found, and told as what they are.
@Suite struct LookAlikeTests {
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }

  init() async throws { scratch = try await TemporaryLibrary() }

  /// A scene of shapes, another one for each number.
  private func scene(_ number: Int) -> Raster {
    var canvas = Raster(width: 420, height: 300, filledWith: Color(hex: 0x4A5B6C))
    canvas.withMutablePixels { pixels in
      for y in 0..<300 {
        for x in 0..<420 {
          var value = 40 + y / 3
          for shape in 0..<9 {
            let (cx, cy) = ((shape * 97 + number * 131) % 420, (shape * 61 + number * 89) % 300)
            let radius = 20 + (shape * 13 + number * 7) % 45
            if (x - cx) * (x - cx) + (y - cy) * (y - cy) < radius * radius {
              value = (shape * 53 + number * 29) % 256
            }
          }
          let start = (y * 420 + x) * 3
          pixels[start] = UInt8(value)
          pixels[start + 1] = UInt8((value * 3 + number * 11) % 256)
          pixels[start + 2] = UInt8(255 - value)
        }
      }
    }
    return canvas
  }

  private func file(_ name: String, _ bytes: Data) throws -> ImageName {
    try scratch.file(name, bytes)
    return .file(scratch.base.appending(path: name))
  }

  private func asset(_ handle: String, _ bytes: Data...) async throws {
    let images = try bytes.enumerated().map { try file("\(handle)-\($0).png", $1) }
    _ = try await library.add(.character, Handle(handle), images: images)
  }

  private func relations(_ bytes: Data) async throws -> [PictureRelation] {
    let found = try await library.similar(to: file("query", bytes))
    return found.pictures.map(\.relation)
  }

  @Test func copiesAreToldAsWhatTheyAre() async throws {
    let picture = scene(1)
    for number in 2..<8 { try await asset("other\(number)", scene(number).encodedPNG()) }
    try await asset("kael", picture.encodedPNG())
    let kael = try #require(try await library.references(of: "kael").first)
    let stored = try Data(contentsOf: library.file(of: kael))
    #expect(try await relations(stored) == [.sameBytes])
    #expect(try await relations(picture.encodedJPEG(quality: 60)) == [.reencoded])
    #expect(try await relations(picture.resized(toFit: 200).encodedPNG()) == [.resized])
    #expect(try await relations(picture.oriented(2).encodedJPEG()) == [.mirrored])
    #expect(try await relations(picture.oriented(3).encodedPNG()) == [.upsideDown])
    #expect(try await relations(picture.oriented(4).encodedPNG()) == [.flipped])
    let part = picture.cropped(x: 8, y: 6, width: 396, height: 284)
    #expect(try await relations(part.encodedPNG()) == [.wider])
    #expect(try await relations(scene(20).encodedPNG()).isEmpty)
    let edit = Raster(
      width: 420, height: 300, channels: 3,
      pixels: picture.pixels.indices.map {
        (9000..<9060).contains($0 % (420 * 3) + 8700) && (60..<110).contains($0 / (420 * 3))
          ? 255 : picture.pixels[$0]
      })
    let edited = try await library.similar(to: file("edit", edit.encodedPNG())).pictures
    #expect(edited.map(\.relation) == [.edited])
    #expect((edited.first?.changed ?? 0) > 0 && edited.first?.picture.references == ["kael"])
  }

  @Test func aPartOfAPictureIsFoundByTheWhole() async throws {
    let picture = scene(3)
    try await asset(
      "kael", picture.cropped(x: 0, y: 0, width: 336, height: 240).encodedPNG())
    try await asset("mira", scene(4).encodedPNG())
    #expect(try await relations(picture.encodedPNG()) == [.part])
  }

  @Test func imagesOfTheLibraryAreNamed() async throws {
    try await asset("kael", scene(1).encodedPNG())
    let shot = try await scratch.shot("@kael waves")
    let output = try #require(shot.outputs.first)
    let bytes = try Data(contentsOf: library.url(of: output.path))
    let copy = try Raster(decoding: bytes).resized(toFit: 300).encodedJPEG()
    try await asset("copy", copy)
    // Itself is left out; its copy is not.
    for name: ImageName in [.last(), .output(output.id), .prefix(output.digest.hex)] {
      let found = try await library.similar(to: name)
      #expect(found.pictures.map(\.picture.references) == [["copy"]], "\(name)")
      #expect(found.pictures.map(\.relation) == [.resized] && found.waiting == 0, "\(name)")
    }
    let reference = try #require(try await library.references(of: "copy").first)
    let found = try await library.similar(to: .reference(reference.digest.short))
    #expect(found.pictures.map(\.picture.outputs) == [[output.id]])
    // For searches: fingerprints alone.
    let path = scratch.base.appending(path: "copy-0.png").path
    for name in ["@last", "\(shot.id)", "\(output.id)", reference.digest.short, path] {
      let images = try await library.similarImages(to: name).images
      #expect(images.map(\.image) == [output.id], "\(name)")
      #expect(images.allSatisfy { $0.bits <= 8 }, "\(images)")
    }
    #expect(try await library.similarImages(to: "\(output.id)").images.map(\.bits) == [0])
  }

  @Test func whatIsNoPictureIsAnError() async throws {
    try await asset("kael", scene(1).encodedPNG())
    let whole = try scene(2).encodedPNG()
    for (name, bytes) in [
      ("page.html", Data("<html>".utf8)), ("cut.png", whole.prefix(whole.count / 2)),
      ("empty.png", Data()),
    ] {
      let image = try file(name, bytes)
      #expect(await code { _ = try await library.similar(to: image) } == "bad_image", "\(name)")
      let path = scratch.base.appending(path: name).path
      #expect(
        await code { _ = try await library.similarImages(to: path) } == "bad_image", "\(name)")
    }
    let missing = scratch.base.appending(path: "missing.png")
    #expect(await code { _ = try await library.similar(to: .file(missing)) } == "no_file")
    #expect(await code { _ = try await library.similarImages(to: missing.path) } == "no_file")
    #expect(
      await code { _ = try await library.similarImages(to: "01ZZZZ") } == "unknown_generation")
    #expect(
      await code { _ = try await library.similarImages(to: "@last") } == "unknown_generation")
    #expect(await code { _ = try await library.similar(to: .last(), limit: 0) } == "invalid_value")
    #expect(
      await code { _ = try await library.similar(to: .last(), within: 65) } == "invalid_value")
    #expect(await code { _ = try await library.duplicates(limit: 0) } == "invalid_value")
  }

  @Test func duplicatesAreGroupedByWhatTheyShow() async throws {
    let (one, two) = (scene(1), scene(2))
    try await asset(
      "kael", one.encodedPNG(), one.encodedJPEG(quality: 70), one.oriented(2).encodedPNG(),
      scene(5).encodedPNG())
    try await asset("mira", two.encodedPNG(), scene(6).encodedPNG())
    try await asset("copy", two.resized(toFit: 210).encodedPNG())
    let found = try await library.duplicates()
    #expect(found.total == 2 && found.groups.count == 2 && found.waiting == 0)
    let first = try #require(found.groups.first)
    #expect(Set(first.others.map(\.relation)).isSubset(of: [.reencoded, .mirrored]))
    #expect(first.others.count == 2 && first.others.contains { $0.relation == .mirrored })
    #expect(found.groups[1].others.map(\.relation) == [.resized] && found.groups[1].further == 0)
    #expect(try await library.duplicates(limit: 1).groups == [first])
  }

  @Test func imagesThatAreOneFileAreAGroup() async throws {
    try await asset("kael", scene(1).encodedPNG())
    let first = try await scratch.shot("@kael waves")
    #expect(try await library.duplicates().groups.isEmpty)
    _ = try await library.replay(.last())
    let again = try await library.generation(.last())
    let group = try #require(try await library.duplicates().groups.first)
    #expect(
      group.others.isEmpty && group.first.outputs == (first.outputs + again.outputs).map(\.id))
    let found = try await library.similar(to: .last())
    #expect(found.pictures.map(\.relation) == [.sameBytes])
    #expect(found.pictures.map(\.picture.outputs) == [first.outputs.map(\.id)])
  }
}
