import Foundation
import TroupeDrawing
import TroupeImaging
import TroupeStoryboard
import TroupeVocabulary

/// Scenes and pictures for tests of the offline model.
enum SampleScene {
  /// A font with many letters and one with Chinese, where this machine has them.
  static let fonts: [Font] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
  ].compactMap { path in
    (try? Data(contentsOf: URL(filePath: path))).flatMap { try? Font(bytes: $0) }
  }

  /// A figure on a plain ground: head and shoulders of one color.
  static func figure(_ hex: UInt32, width: Int = 240, height: Int = 320) -> Raster {
    var canvas = Canvas(width: width, height: height, background: Color(hex: 0xE8E4DA))
    let middle = Double(width) / 2
    let unit = Double(min(width, height)) / 10
    canvas.fillCircle(
      x: middle, y: Double(height) * 0.36, radius: unit * 2, .solid(Color(hex: hex)))
    let body = Rect(
      x: middle - unit * 3, y: Double(height) * 0.62, width: unit * 6, height: Double(height))
    canvas.fill(body, Color(hex: hex), cornerRadius: unit * 2)
    return canvas.raster
  }

  /// A picture of this repository's shared material, or a figure where that is absent.
  static func shared(_ name: String, else hex: UInt32) -> Raster {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/data/cast/\(name)").standardizedFileURL
    guard let bytes = try? Data(contentsOf: file), let raster = try? Raster(decoding: bytes) else {
      return figure(hex)
    }
    return raster
  }

  static func picture(
    _ label: String, _ kind: Kind, _ raster: Raster, view: View? = nil, role: Role = .identity
  ) -> StoryboardScene.Picture {
    StoryboardScene.Picture(label: label, kind: kind, view: view, role: role, raster: raster)
  }

  /// Two characters, an object and a style.
  static func cast() -> [StoryboardScene.Picture] {
    let astronaut = shared("astronaut.png", else: 0xC8402C)
    return [
      picture("Eileen", .character, astronaut, view: .front),
      picture("Eileen", .character, astronaut, view: .profile),
      picture("Chelsea", .character, shared("chelsea.png", else: 0xB07030), view: .face),
      picture("Coffee", .object, shared("coffee.png", else: 0x603010)),
      picture("Launch night", .style, shared("rocket.jpg", else: 0x203060), role: .style),
    ]
  }

  static func scene(
    _ prompt: String, parent: Raster? = nil, pictures: [StoryboardScene.Picture] = [],
    width: Int = 1376, height: Int = 768, seed: Int? = nil
  ) -> StoryboardScene {
    StoryboardScene(
      prompt: prompt, parent: parent, pictures: pictures, width: width, height: height,
      aspect: "16:9", seed: seed, fonts: fonts)
  }
}
