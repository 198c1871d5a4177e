internal import TroupeCDrawing
package import TroupeImaging

/// The fill of a shape: one color, or a vertical gradient.
package struct Paint: Sendable, Hashable {
  package var top, bottom: Color

  /// One color.
  package static func solid(_ color: Color) -> Paint { Paint(top: color, bottom: color) }

  /// A gradient from `top` down to `bottom`.
  package static func gradient(from top: Color, to bottom: Color) -> Paint {
    Paint(top: top, bottom: bottom)
  }

  var cPaint: td_paint {
    td_paint(
      top: (top.red, top.green, top.blue, top.alpha),
      bottom: (bottom.red, bottom.green, bottom.blue, bottom.alpha))
  }
}
