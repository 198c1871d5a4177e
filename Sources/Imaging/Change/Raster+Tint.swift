extension Raster {
  /// A copy whose changed blocks are tinted and outlined; all other pixels stay.
  ///
  /// - Parameters:
  ///   - changes: the changes; drawn to scale if the raster is a smaller or larger copy of the image
  ///     after the edit.
  ///   - color: the color of tint and outline; its alpha is ignored.
  ///   - share: how much of the tint is mixed in, 0...1.
  package func tinted(
    by changes: ChangeMap, color: Color = Color(hex: 0xFF6A00), share: Double = 0.35
  ) -> Raster {
    let mask = ChangeMask(changes, width: width, height: height)
    let line = max(1, max(width, height) / 512)
    var copy = self
    let channels = channels
    copy.withMutablePixels { pixels in
      for (index, isChanged) in mask.values.enumerated() where isChanged {
        let isLine = mask.isOutline(x: index % mask.width, y: index / mask.width, line: line)
        let start = index * channels
        let old = Color(
          red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
        let new = isLine ? color : old.mixed(with: color, share: share)
        (pixels[start], pixels[start + 1], pixels[start + 2]) = (new.red, new.green, new.blue)
        if channels == 4, isLine { pixels[start + 3] = 255 }
      }
    }
    return copy
  }
}

/// Which pixels of a raster lie in changed blocks.
private struct ChangeMask {
  let width: Int
  let height: Int
  private(set) var values: [Bool]

  init(_ changes: ChangeMap, width: Int, height: Int) {
    self.width = width
    self.height = height
    values = [Bool](repeating: false, count: width * height)
    for block in changes.blocks {
      let columns =
        block.x * width / changes.size.width..<(block.x + block.width) * width / changes.size.width
      let rows =
        block.y * height / changes.size.height..<(block.y + block.height) * height
        / changes.size.height
      for y in rows {
        for x in columns { values[y * width + x] = true }
      }
    }
  }

  /// Whether a changed pixel is at most `line` pixels from one that is not, or from the edge.
  func isOutline(x: Int, y: Int, line: Int) -> Bool {
    for down in [-line, 0, line] {
      for across in [-line, 0, line] where !contains(x: x + across, y: y + down) { return true }
    }
    return false
  }

  private func contains(x: Int, y: Int) -> Bool {
    (0..<width).contains(x) && (0..<height).contains(y) && values[y * width + x]
  }
}
