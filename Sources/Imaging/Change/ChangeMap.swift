package import TroupeVocabulary

/// What an edit changed in a picture, and how the picture moved.
///
/// A point of the image after the edit is the point before it times `scale`, moved by `shift`.
package struct ChangeMap: Sendable, Hashable {
  /// A rectangle in pixels of the whole image after the edit, from its upper left.
  package struct Box: Sendable, Hashable {
    package let x, y, width, height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// A move in pixels of the image after the edit: right and down are positive.
  package struct Shift: Sendable, Hashable {
    package let x, y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The share of changed blocks among those that both images show, 0...1.
  package let fraction: Double
  /// Rectangles around changed blocks that touch, from top to bottom.
  package let boxes: [Box]
  /// The changed blocks themselves, row by row: squares of 16 pixels of a copy whose long edge is 512,
  /// or less if an image is smaller.
  package let blocks: [Box]
  /// Where the upper left of the image before the edit came to lie, from that of the image after it.
  package let shift: Shift
  /// Pixels of the image after the edit for a pixel of the one before: 0.75 from 1024 to 768.
  package let scale: Double
  /// How well the detail of both images lies upon each other, 0...1. A large edit lowers it, since
  /// its own detail fits nothing; below 0.05 the images were compared frame upon frame.
  package let confidence: Double
  /// Pixels across and down of the image after the edit.
  package let size: Size
}

extension ChangeMap {
  /// The long edge at which pictures are compared, in pixels.
  private static let edge = 512

  /// Compares an image with what an edit made of it.
  ///
  /// Both are scaled down to a long edge of at most 512 pixels, laid upon each other by phase
  /// correlation and compared in blocks of 16 by 16 pixels in OKLab. Saving again, scaling, moving,
  /// slight noise and a slight shift of all colors are no change. Transparent parts count as white.
  ///
  /// - Parameters:
  ///   - before: the image that was edited.
  ///   - after: the image that the edit gave, of any size.
  /// - Throws: `ImageFault.outOfMemory`.
  package init(from before: Raster, to after: Raster) throws(ImageFault) {
    let edge = min(Self.edge, max(before.width, before.height), max(after.width, after.height))
    let (one, two) = (try WorkingCopy(before, edge: edge), try WorkingCopy(after, edge: edge))
    let grid = LabGrid(two.raster)
    let alignment = Alignment(
      LightField(grid), in: LightField(LabGrid(one.raster)), ratios: two.ratios(to: one))
    let placement = alignment.placement.inUnits(Double(CellAxis.side))
    let changes = ChangedBlocks(
      grid, LabGrid(one.raster, under: two.raster.size, at: placement))
    fraction = changes.share
    boxes = changes.areas.map(two.box)
    blocks = changes.each.map(two.box)
    shift = Shift(
      x: 0 - placement.x / placement.ratio * two.across,
      y: 0 - placement.y / placement.ratio * two.down)
    scale = two.along / one.along / placement.ratio
    confidence = alignment.fit
    size = two.whole
  }
}
