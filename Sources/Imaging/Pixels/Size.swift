/// Width and height in whole pixels.
package struct Size: Sendable, Hashable {
  package var width, height: Int

  /// A size, in pixels.
  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The greatest size of the same aspect ratio whose long edge is at most `edge`; never enlarged.
  package func fitting(edge: Int) -> Size {
    let long = max(width, height)
    guard long > edge, edge > 0 else { return self }
    func scaled(_ side: Int) -> Int { max(1, (side * edge + long / 2) / long) }
    return Size(width: scaled(width), height: scaled(height))
  }
}
