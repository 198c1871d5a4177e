import Foundation
import Testing
import TroupeImaging

@Suite("Framing")
struct FramingTests {
  private static let scenes = (UInt64(1)...6).map { Pictures.scene(seed: $0) }

  @Test("a picture saved again is framed the same")
  func again() throws {
    for scene in Self.scenes {
      let copies = [
        try Raster(decoding: scene.encodedJPEG(quality: 30)), scene.resized(toFit: 105),
        Raster(
          width: scene.width, height: scene.height, channels: 3,
          pixels: scene.pixels.map { UInt8(pow(Double($0) / 255, 0.95) * 255) }),
      ]
      for copy in copies {
        #expect(copy.framing(in: scene) == .same)
        #expect(scene.framing(in: copy) == .same)
      }
    }
  }

  @Test("a crop is a part, in whichever order", arguments: [0.02, 0.04, 0.08])
  func crop(share: Double) throws {
    for scene in Self.scenes {
      let (x, y) = (Int(Double(scene.width) * share), Int(Double(scene.height) * share))
      let parts = [
        scene.cropped(x: x, y: y, width: scene.width - 2 * x, height: scene.height - 2 * y),
        scene.cropped(x: 0, y: 0, width: scene.width - 2 * x, height: scene.height - 2 * y),
      ]
      for part in parts {
        let saved = try Raster(decoding: part.encodedJPEG(quality: 80))
        #expect(saved.framing(in: scene) == .part)
        #expect(scene.framing(in: saved) == .wider)
      }
    }
  }
}
