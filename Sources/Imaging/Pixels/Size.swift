/// Width and height in whole pixels.
package struct Size: Sendable, Hashable {
  package var width, height: Int

  /// A size from its sides, in pixels.
  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The greatest size of the same shape whose long edge is at most `edge`. Never greater.
  package func fitting(edge: Int) -> Size {
    let long = max(width, height)
    guard long > edge, edge > 0 else { return self }
    func scaled(_ side: Int) -> Int { max(1, (side * edge + long / 2) / long) }
    return Size(width: scaled(width), height: scaled(height))
  }
}
