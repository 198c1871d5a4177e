import Foundation
import TroupeDrawing
import TroupeImaging

/// Fonts of the machine.
enum Fonts {
  /// Whether the package was built with the trait that draws text.
  #if Text
    static let areSupported = true
  #else
    static let areSupported = false
  #endif

  /// Latin only.
  static let latin = font(["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"])
  /// Chinese and Latin.
  static let chinese = font([
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
  ])

  /// Emoji as colored pictures.
  static let emoji = font(["/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"])

  private static func font(_ paths: [String]) -> Font? {
    for path in paths {
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      return try? Font(bytes: bytes)
    }
    return nil
  }
}
