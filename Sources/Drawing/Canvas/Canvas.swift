internal import TroupeCDrawing
package import TroupeImaging

/// A picture to draw on. Shapes are antialiased and blended over its pixels.
///
/// Positions are in pixels from the top left; parts outside the canvas are clipped. The same calls
/// give the same pixels.
package struct Canvas: Sendable {
  /// The pixels: 3 channels if the background is opaque, otherwise 4.
  package internal(set) var raster: Raster

  /// A canvas of one color, each side at least 1 pixel.
  package init(width: Int, height: Int, background: Color = .white) {
    raster = Raster(
      width: width, height: height, channels: background.alpha == 255 ? 3 : 4,
      filledWith: background)
  }

  /// Pixels across.
  package var width: Int { raster.width }
  /// Pixels down.
  package var height: Int { raster.height }
  /// The area of the canvas.
  package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// Fills a rectangle, with rounded corners if `cornerRadius` (pixels) is above 0.
  package mutating func fill(_ rect: Rect, _ paint: Paint, cornerRadius: Double = 0) {
    guard rect.isDrawable else { return }
    raster.withSurface { td_draw_box($0, rect.box(cornerRadius: cornerRadius), 0, paint.cPaint) }
  }

  /// Fills a rectangle with one color.
  package mutating func fill(_ rect: Rect, _ color: Color, cornerRadius: Double = 0) {
    fill(rect, .solid(color), cornerRadius: cornerRadius)
  }

  /// Draws the outline of a rectangle; half of its `width` (pixels) is outside.
  package mutating func stroke(
    _ rect: Rect, _ color: Color, width: Double = 1, cornerRadius: Double = 0
  ) {
    guard rect.isDrawable, width > 0, width.isFinite else { return }
    let paint = Paint.solid(color).cPaint
    raster.withSurface { td_draw_box($0, rect.box(cornerRadius: cornerRadius), width, paint) }
  }

  /// Fills a circle around a point, `radius` in pixels.
  package mutating func fillCircle(x: Double, y: Double, radius: Double, _ paint: Paint) {
    fill(.around(x: x, y: y, radius: radius), paint, cornerRadius: radius)
  }

  /// Draws a line with round ends, `width` pixels wide.
  package mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ color: Color,
    width: Double = 1
  ) {
    let values = [start.x, start.y, end.x, end.y, width]
    guard values.allSatisfy(\.isFinite), width > 0 else { return }
    let paint = Paint.solid(color).cPaint
    raster.withSurface { td_draw_line($0, start.x, start.y, end.x, end.y, width, paint) }
  }
}

extension Rect {
  fileprivate static func around(x: Double, y: Double, radius: Double) -> Rect {
    Rect(x: x - radius, y: y - radius, width: radius * 2, height: radius * 2)
  }
}
