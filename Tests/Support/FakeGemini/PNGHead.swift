package import Foundation

/// What stands at the head of a PNG.
package struct PNGHead: Sendable {
  package let width: Int
  package let height: Int
  /// Whether each pixel has an alpha; a PNG of a palette is taken to have one.
  package let hasAlpha: Bool

  /// `nil` for what is no PNG.
  package init?(_ bytes: Data) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count > 25 else { return nil }
    let head = Array(bytes.prefix(26))
    func number(_ start: Int) -> Int { head[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    (width, height) = (number(16), number(20))
    hasAlpha = ![0, 2].contains(head[25])
  }

  /// Whether `mask` can be read as colors laid over `picture`: opaque, and of its size.
  package static func isPainted(_ mask: Data, over picture: Data) -> Bool {
    guard let mask = PNGHead(mask), let picture = PNGHead(picture) else { return false }
    return !mask.hasAlpha && mask.width == picture.width && mask.height == picture.height
  }
}
