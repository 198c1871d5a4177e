import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

/// A picture that is read once says the same as one that is decoded in full.
@Suite("Small pictures")
struct SmallPictureTests {
  private static let scene = Pictures.scene(seed: 3, width: 1301, height: 877)

  private func files() throws -> [(name: String, bytes: Data)] {
    let scene = Self.scene
    let clear = Raster(width: scene.width, height: scene.height, channels: 4) { x, y in
      scene[x, y].withAlpha(x < 300 ? 0 : y < 200 ? 128 : 255)
    }
    return [
      ("png", try scene.encodedPNG()), ("jpeg", try scene.encodedJPEG(quality: 90)),
      ("webp", try #require(WebPs.encoded(scene, quality: 80))),
      ("alpha", try clear.encodedPNG()),
      (
        "progressive",
        JPEGs(space: .color, width: 1301, height: 877, isProgressive: true).encoded { x, y in
          [scene[x, y].red, scene[x, y].green, scene[x, y].blue]
        }
      ),
      (
        "cmyk",
        JPEGs(space: .adobeCMYK, width: 1301, height: 877).encoded { x, y in
          [scene[x, y].red, scene[x, y].green, scene[x, y].blue, 0]
        }
      ),
    ]
  }

  private func check(_ name: String, _ bytes: Data) throws {
    let small = try SmallPicture(reading: bytes)
    #expect(try small.check == ImageCheck(reading: bytes), "\(name)")
    let whole = try Raster(decoding: bytes)
    #expect(small.size == Size(width: whole.width, height: whole.height), "\(name)")
    let long = max(small.raster.width, small.raster.height)
    #expect(max(whole.width, whole.height) < 512 || (512..<1024).contains(long), "\(name)")
    let (own, _) = try small.measured()
    let other = try Fingerprint(of: whole, small: whole.resized(toFit: 256))
    #expect(own.hash.distance(to: other.hash) <= 3, "\(name)")
    #expect(own.aspect == other.aspect, "\(name)")
    for (one, two) in [
      (own.meanColor.red, other.meanColor.red), (own.meanColor.green, other.meanColor.green),
      (own.meanColor.blue, other.meanColor.blue),
    ] { #expect(abs(Int(one) - Int(two)) <= 2, "\(name)") }
    if let one = own.mirrored, let two = other.mirrored {
      #expect(one.distance(to: two) <= 3 && one != own.hash, "\(name)")
    } else {
      Issue.record("\(name): no mirrored hash")
    }
  }

  @Test("its fingerprint is that of the whole picture, whatever the file")
  func formats() throws {
    for (name, bytes) in try files() { try check(name, bytes) }
  }

  @Test("so it is for every test image", .enabled(if: Corpus.isPresent, Corpus.advice))
  func corpus() throws {
    for entry in Corpus.entries where entry.isReadable {
      let bytes = try Corpus.bytes(of: entry)
      let small = try SmallPicture(reading: bytes)
      #expect(try small.check == ImageCheck(reading: bytes), "\(entry.path)")
      #expect(small.size == Size(width: entry.width, height: entry.height), "\(entry.path)")
      // Small enough to be kept as they are: the same pixels as decoding gives, transparent ones on white.
      let whole = try Raster(decoding: bytes)
      guard max(entry.width, entry.height) < 1024 else { continue }
      #expect(
        small.raster.flattened().difference(from: whole.flattened()) <= 1, "\(entry.path)")
    }
  }

  @Test("it is upright", arguments: 1...8)
  func upright(orientation: Int) throws {
    let bytes = try Segments.orient(Self.scene.encodedJPEG(quality: 90), UInt8(orientation))
    try check("orientation \(orientation)", bytes)
  }

  @Test("what is no picture, or cut, fails as checking does")
  func faults() throws {
    let whole = try Self.scene.encodedPNG()
    for bytes in [Data(), Data("<html>".utf8), whole.prefix(whole.count / 2)] {
      let fault = try #require(throws: ImageFault.self) { try ImageCheck(reading: bytes) }
      #expect(throws: fault) { try SmallPicture(reading: bytes) }
    }
  }
}
