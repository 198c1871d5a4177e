import Foundation
import Testing
import TroupeImaging

@Suite("Fingerprint")
struct FingerprintTests {
  /// Generated scenes, and the photographs next to the package where they are.
  private static let pictures: [Raster] = {
    let folder = Corpus.folder.deletingLastPathComponent().appending(path: "cast")
    let names = ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"]
    let photographs = names.compactMap { name -> Raster? in
      let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path)
      return bytes.flatMap { try? Raster(decoding: $0).flattened() }
    }
    return (1...8).map { Pictures.scene(seed: $0) } + photographs
  }()

  private func fingerprint(_ raster: Raster) throws -> Fingerprint {
    try Fingerprint(of: raster, small: raster.resized(toFit: 256))
  }

  private func likenesses(of change: (Raster) throws -> Raster) throws -> [Resemblance] {
    try Self.pictures.map { try fingerprint($0).likeness(to: fingerprint(change($0))) }
  }

  @Test("saved again at any usual quality it is the same picture", arguments: [30, 50, 75, 92])
  func quality(quality: Int) throws {
    let all = try likenesses { try Raster(decoding: $0.encodedJPEG(quality: quality)) }
    #expect(all.allSatisfy { $0 == .samePicture }, "\(all)")
  }

  @Test("with a gamma slightly off it is the same picture", arguments: [0.95, 1.05])
  func gamma(gamma: Double) throws {
    let curve = (0...255).map { UInt8((pow(Double($0) / 255, gamma) * 255).rounded()) }
    let all = try likenesses { picture in
      Raster(
        width: picture.width, height: picture.height, channels: 3,
        pixels: picture.pixels.map { curve[Int($0)] })
    }
    #expect(all.allSatisfy { $0 == .samePicture }, "\(all)")
  }

  @Test("resized is the same picture", arguments: [25, 50, 70, 90, 150])
  func size(percent: Int) throws {
    let all = try likenesses {
      $0.resized(width: $0.width * percent / 100, height: $0.height * percent / 100)
    }
    #expect(all.allSatisfy { $0 == .samePicture }, "\(all)")
  }

  @Test("saved as WebP at half the size is the same picture")
  func webp() throws {
    let all = try likenesses {
      let half = $0.resized(width: $0.width / 2, height: $0.height / 2)
      return try Raster(decoding: #require(WebPs.encoded(half, quality: 75)))
    }
    #expect(all.allSatisfy { $0 == .samePicture }, "\(all)")
  }

  @Test("a tenth cut off all round is another shot")
  func cropped() throws {
    let all = try likenesses {
      let (w, h) = ($0.width, $0.height)
      return $0.cropped(x: w / 20, y: h / 20, width: w - w / 10, height: h - h / 10)
    }
    #expect(all.allSatisfy { $0 == .anotherShot }, "\(all)")
  }

  @Test("with other lighting it is another shot")
  func lit() throws {
    let all = try likenesses { picture in
      let brighter = picture.pixels.map { UInt8(clamping: Int($0) * 9 / 8 + 6) }
      return Raster(
        width: picture.width, height: picture.height, channels: 3, pixels: brighter)
    }
    #expect(all.allSatisfy { $0 == .anotherShot }, "\(all)")
  }

  @Test("turned or mirrored is different", arguments: [2, 3, 6])
  func turned(orientation: Int) throws {
    let all = try likenesses { $0.oriented(orientation) }
    #expect(all.allSatisfy { $0 == .different }, "\(all)")
  }

  @Test("other pictures are different")
  func others() throws {
    let all = try Self.pictures.map(fingerprint)
    for (index, one) in all.enumerated() {
      for other in all.dropFirst(index + 1) {
        #expect(one.likeness(to: other) == .different, "\(one.distance(to: other)) bits")
      }
    }
  }

  @Test("one color has no likeness but its own")
  func plain() throws {
    func plain(_ hex: UInt32) throws -> Fingerprint {
      try fingerprint(Raster(width: 40, height: 30, filledWith: Color(hex: hex)))
    }
    #expect(try plain(0x336699).likeness(to: plain(0x336699)) == .samePicture)
    #expect(try plain(0x336699).likeness(to: plain(0x306090)) == .different)
    #expect(try plain(0x336699).likeness(to: fingerprint(Self.pictures[0])) == .different)
  }

  @Test("colors are named in order of how much there is of them")
  func colors() throws {
    let print = try fingerprint(Pictures.drawing(width: 300, height: 300))
    #expect(print.palette.first == Color(hex: 0xF4EFE6) && print.palette.count == 4)
    #expect(Set(print.palette).contains(Color(hex: 0xC0392B)))
    // Two thirds of the ground, and a ninth of each field.
    #expect(abs(Int(print.meanColor.red) - 193) <= 2, "\(print.meanColor)")
    let clear = try fingerprint(Raster(width: 50, height: 50, channels: 4, filledWith: .clear))
    #expect(clear.palette.isEmpty && clear.meanColor == .white)
  }

  @Test("blur lowers sharpness")
  func sharpness() throws {
    for picture in Self.pictures {
      let (w, h) = (picture.width, picture.height)
      let blurred = picture.resized(width: w / 4, height: h / 4).resized(width: w, height: h)
      #expect(try fingerprint(blurred).sharpness < fingerprint(picture).sharpness / 2)
    }
    #expect(try fingerprint(Raster(width: 99, height: 99, filledWith: .white)).sharpness == 0)
  }

  @Test("the smallest pictures have a fingerprint", arguments: [1, 2, 3, 35])
  func small(side: Int) throws {
    let print = try fingerprint(Pictures.grainy(width: side, height: side))
    #expect(print.sharpness.isFinite && print.aspect == 1)
  }

  @Test("normalizing gives the fingerprint of what it made")
  func normalized() throws {
    let image = try Normalization().apply(to: Self.pictures[0].encodedPNG())
    #expect(
      try image.appearance.fingerprint.likeness(to: fingerprint(Self.pictures[0])) == .samePicture)
  }
}
