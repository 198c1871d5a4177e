import Foundation
import TestSupport
import Testing
import Troupe
import TroupeImaging

/// Pictures made small, to be shown.
@Suite struct PreviewTests {
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }

  init() async throws {
    scratch = try await TemporaryLibrary()
    try await scratch.addCast()
  }

  @Test("an image, a reference and a file are made small with their proportions")
  func proportionsStay() async throws {
    let output = try #require(try await scratch.shot("@kael on a roof").outputs.first)
    let preview = try await library.preview(of: .output(output.id), longEdge: 100)
    #expect(preview.fullWidth == output.width && preview.fullHeight == output.height)
    #expect(max(preview.width, preview.height) == 100 && preview.isUpright)
    #expect(preview.pixels.count == preview.width * preview.height * 4)
    #expect(preview.file == library.url(of: output.path) && preview.type == .png)
    let decoded = try Raster(decoding: preview.encodedPNG())
    #expect(decoded.width == preview.width && decoded.height == preview.height)
    let reference = try #require(try await library.references(of: "kael").first)
    let digits = "\(reference.digest.short)"
    #expect(try await library.preview(of: .reference(digits)).width == reference.width)
    #expect(preview.resized(longEdge: 10).pixels.count < 401)
    #expect(try await library.file(of: .reference(digits)) == library.file(of: reference))
    let red = try scratch.picture("red.png", red: 250, green: 0, blue: 0)
    let small = try await library.preview(of: .file(red), longEdge: 1)
    #expect(small.width == 1 && small.height == 1 && Array(small.pixels) == [250, 0, 0, 255])
  }

  @Test("a picture that lies on its side is shown upright")
  func orientationIsFollowed() async throws {
    let jpeg = try Raster(width: 40, height: 20, filledWith: Color(hex: 0x2040C0)).encodedJPEG()
    let entry: [UInt8] = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
    let exif = Data("Exif\0\0MM\0*\0\0\0\u{8}\0\u{1}".utf8) + entry
    let turned = try scratch.file(
      "turned.jpg",
      jpeg.prefix(2) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + jpeg.dropFirst(2))
    let preview = try await library.preview(of: .file(turned))
    #expect(preview.width == 20 && preview.height == 40 && !preview.isUpright)
  }

  @Test("what cannot be shown is told")
  func faults() async throws {
    #expect(await code { _ = try await library.preview(of: .last()) } == "unknown_generation")
    let text = try scratch.file("text.png", Data("no picture".utf8))
    #expect(await code { _ = try await library.preview(of: .file(text)) } == "bad_image")
    let edge = await code { _ = try await library.preview(of: .file(text), longEdge: 0) }
    #expect(edge == "invalid_value")
    let gone = scratch.base.appending(path: "gone.png")
    #expect(await code { _ = try await library.preview(of: .file(gone)) } == "file")
  }
}
