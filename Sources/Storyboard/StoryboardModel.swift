package import Foundation
import TroupeImaging
package import TroupeVocabulary

/// The offline model: draws a storyboard frame from a request. No key, no network, the same bytes
/// every time.
package struct StoryboardModel: Sendable {
  /// The longest edge that is drawn, in pixels; larger frames are enlarged from it.
  private static let longestDrawn = 2048
  private static let sides = 64...16384

  package init() {}

  /// The frame of `scene` as a PNG of its width and height.
  /// - Throws: `ImageFault` when a side is out of range or there is no memory.
  package func draw(_ scene: StoryboardScene) throws(ImageFault) -> Data {
    for side in [scene.width, scene.height] where !Self.sides.contains(side) {
      throw .sideTooLong(side: side, bound: Self.sides.upperBound)
    }
    let scale = min(1, Double(Self.longestDrawn) / Double(max(scene.width, scene.height)))
    let ink = StoryboardInk(
      scene: scene, width: max(1, Int(Double(scene.width) * scale)),
      height: max(1, Int(Double(scene.height) * scale)))
    let drawn =
      if let parent = scene.parent {
        StoryboardRevision(scene: scene, parent: parent, ink: ink).draw()
      } else {
        StoryboardFrame(scene: scene, ink: ink).draw()
      }
    return try drawn.resized(width: scene.width, height: scene.height).encodedPNG()
  }
}
