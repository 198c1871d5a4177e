import TroupeCImaging

/// What a shape is filled with: one color, or one turning into another from top to bottom.
package struct Paint: Sendable, Hashable {
  package var top, bottom: Color

  /// One color all over.
  package static func solid(_ color: Color) -> Paint { Paint(top: color, bottom: color) }

  /// A gradient from `top` down to `bottom`.
  package static func gradient(from top: Color, to bottom: Color) -> Paint {
    Paint(top: top, bottom: bottom)
  }

  var cPaint: ti_paint {
    ti_paint(
      top: (top.red, top.green, top.blue, top.alpha),
      bottom: (bottom.red, bottom.green, bottom.blue, bottom.alpha))
  }
}
