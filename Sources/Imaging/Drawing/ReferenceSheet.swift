/// Several references in one image for a model: plain, labeled, each as large as the bounds let it be.
///
/// Nothing but pictures, labels and an even background is drawn, so that a model finds nothing else
/// to copy.
package struct ReferenceSheet: Sendable {
  /// A picture and what it is called on the sheet.
  package struct Picture: Sendable {
    package var image: Raster
    package var label: String

    /// A picture from its parts.
    package init(image: Raster, label: String) {
      self.image = image
      self.label = label
    }
  }

  /// What the sheet must keep within.
  package struct Bounds: Sendable, Hashable {
    /// The most pixels of its long edge; below 256, 256.
    package var longEdge: Int
    /// The most pixels in all.
    package var pixels: Int
    /// Width by height of the box that it is fitted into; `nil` lets the pictures decide.
    package var shape: Double?

    /// Bounds; only those of the long edge and of the pixels are ever needed.
    package init(longEdge: Int = 2048, pixels: Int = .max, shape: Double? = nil) {
      self.longEdge = longEdge
      self.pixels = pixels
      self.shape = shape
    }
  }

  /// Words above the pictures; empty for none.
  package var title: String
  /// In the order in which they stand, row by row.
  package var pictures: [Picture]
  package var bounds: Bounds

  /// A sheet of `pictures`.
  package init(title: String = "", pictures: [Picture], bounds: Bounds = Bounds()) {
    self.title = title
    self.pictures = pictures
    self.bounds = bounds
  }

  /// Draws the sheet, no larger than its pictures give detail for; without fonts, without words.
  /// - Returns: the sheet, and where each picture stands on it.
  package func draw(fonts: [Font]) -> (sheet: Raster, places: [Rect]) {
    let packing = ReferencePacking(self, fonts: fonts)
    var canvas = Canvas(
      width: packing.size.width, height: packing.size.height, background: Color(hex: 0xF0F0F0))
    canvas.drawText(title, in: packing.heading, style: packing.titleStyle, maxLines: 1)
    for (picture, place) in zip(pictures, packing.layout.places) {
      canvas.draw(picture.image, in: place.picture)
      var words = place.words
      words.y += packing.gap / 2
      canvas.drawText(
        picture.label, in: words, style: packing.labelStyle, maxLines: ReferencePacking.mostLines)
    }
    return (canvas.raster, packing.layout.places.map(\.picture))
  }
}
