internal import TroupeCDrawing
import TroupeImaging

/// How lines are aligned in a rectangle.
package enum TextAlignment: Sendable, Hashable {
  /// At the side where reading begins: the right for Arabic and Hebrew paragraphs.
  case natural
  case left, center, right
}

extension Canvas {
  /// Draws text of any script from the top of a rectangle, broken at words and between Chinese
  /// characters.
  ///
  /// Text that does not fit the height of `rect` or `maxLines` ends in an ellipsis. Without fonts
  /// nothing is drawn.
  /// - Returns: the height of the lines drawn, in pixels.
  @discardableResult
  package mutating func drawText(
    _ text: String, in rect: Rect, style: TextStyle, alignment: TextAlignment = .natural,
    maxLines: Int = .max
  ) -> Double {
    guard style.isUsable, rect.isDrawable else { return 0 }
    let step = style.height(lines: 1)
    // The tolerance keeps rounding from costing a line in a rectangle of an exact height.
    let lines = min(maxLines, max(1, Int(min(rect.height / step + 0.01, 1_000_000))))
    let layout = TextLayout(text, style: style, width: rect.width, maxLines: lines)
    let (ascent, descent) = style.fonts[0].withFace { $0.extent(size: style.size) }
    var baseline = rect.y + (step - ascent - descent) / 2 + ascent
    for line in layout.lines {
      let slack = rect.width - line.width
      let start =
        switch alignment {
        case .left: rect.x
        case .natural: rect.x + (line.isReversed ? slack : 0)
        case .center: rect.x + slack / 2
        case .right: rect.x + slack
        }
      draw(line, x: start, baseline: baseline.rounded(), style: style)
      baseline += step
    }
    return style.height(lines: layout.lines.count)
  }

  /// The size of `text` in lines of at most `width` pixels: the widest line's width and the height
  /// of all lines, in pixels.
  package func measureText(
    _ text: String, style: TextStyle, width: Double = .infinity, maxLines: Int = .max
  ) -> (width: Double, height: Double) {
    style.measure(text, width: width, maxLines: maxLines)
  }

  private mutating func draw(
    _ line: TextLayout.Line, x: Double, baseline: Double, style: TextStyle
  ) {
    for (offset, run) in line.runs {
      for glyph in run.glyphs {
        draw(glyph, of: style.fonts[run.font], x: x + offset, baseline: baseline, style: style)
      }
    }
  }

  private mutating func draw(
    _ glyph: PlacedGlyph, of font: Font, x: Double, baseline: Double, style: TextStyle
  ) {
    let pen = x + glyph.x
    let column = pen.rounded(.down)
    let image = font.withFace {
      $0.render(glyph.glyph, size: style.size, shift: pen - column, weight: style.weight)
    }
    let line = Int((baseline + glyph.y).rounded())
    switch image {
    case .mask(let mask): draw(mask, x: Int(column), baseline: line, color: style.color)
    case .bitmap(let bitmap, let left, let top):
      let area = Rect(
        x: Int(column) + left, y: line - top, width: bitmap.width, height: bitmap.height)
      draw(bitmap, in: area)
    case nil: break
    }
  }

  private mutating func draw(_ mask: GlyphMask, x: Int, baseline: Int, color: Color) {
    let paint = Paint.solid(color).cPaint
    raster.withSurface {
      td_draw_mask(
        $0, mask.coverage, mask.width, mask.height, mask.stride, x + mask.left,
        baseline - mask.top, paint)
    }
  }
}
