internal import TroupeCDrawing
package import TroupeImaging

/// How a picture is placed in a rectangle of another aspect ratio.
package enum PictureMode: Sendable, Hashable {
  /// The whole picture, centered, with empty space.
  case fit
  /// Covers the rectangle; parts of the picture are cropped.
  case fill
}

extension Canvas {
  /// Draws a picture into a rectangle, resized and centered, clipped to rounded corners.
  ///
  /// - Returns: the part of `rect` that the picture covers.
  @discardableResult
  package mutating func draw(
    _ picture: Raster, in rect: Rect, mode: PictureMode = .fit, cornerRadius: Double = 0
  ) -> Rect {
    guard rect.isDrawable else { return rect }
    let shown = mode == .fill ? picture.centered(shape: rect) : picture
    let scale = min(rect.width / Double(shown.width), rect.height / Double(shown.height))
    func side(_ pixels: Int) -> Int { max(1, Int((Double(pixels) * scale).rounded())) }
    let size =
      mode == .fill
      ? Size(width: Int(rect.width.rounded(.up)), height: Int(rect.height.rounded(.up)))
      : Size(width: side(shown.width), height: side(shown.height))
    let scaled = shown.resized(width: size.width, height: size.height)
    let x = Int((rect.x + (rect.width - Double(size.width)) / 2).rounded())
    let y = Int((rect.y + (rect.height - Double(size.height)) / 2).rounded())
    let covered = mode == .fill ? rect : Rect(x: x, y: y, width: size.width, height: size.height)
    let clip = covered.box(cornerRadius: cornerRadius)
    raster.withSurface { target in
      scaled.readSurface { td_draw_image(target, $0, x, y, clip) }
    }
    return covered
  }
}

extension Raster {
  /// The greatest centered part with the aspect ratio of `rect`.
  fileprivate func centered(shape rect: Rect) -> Raster {
    let scale = max(rect.width / Double(width), rect.height / Double(height))
    let across = min(width, max(1, Int((rect.width / scale).rounded())))
    let down = min(height, max(1, Int((rect.height / scale).rounded())))
    return cropped(
      x: (width - across) / 2, y: (height - down) / 2, width: across, height: down)
  }
}
