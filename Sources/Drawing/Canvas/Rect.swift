internal import TroupeCDrawing

/// A rectangle in pixels from the top left; fractions of pixels are antialiased.
package struct Rect: Sendable, Hashable {
  package var x, y, width, height: Double

  /// A rectangle from its upper left corner and its size.
  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// A rectangle of whole pixels.
  package init(x: Int, y: Int, width: Int, height: Int) {
    self.init(x: Double(x), y: Double(y), width: Double(width), height: Double(height))
  }

  /// The rectangle shrunk by `amount` on each side.
  package func inset(by amount: Double) -> Rect {
    Rect(x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
  }

  var isDrawable: Bool {
    [x, y, width, height].allSatisfy(\.isFinite) && width > 0 && height > 0
  }

  func box(cornerRadius: Double) -> td_box {
    td_box(x: x, y: y, width: width, height: height, radius: max(cornerRadius, 0))
  }
}
