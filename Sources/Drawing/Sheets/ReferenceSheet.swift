package import TroupeImaging

/// Several labeled references in one image for a model, as large as the bounds allow.
///
/// Only pictures, labels and a plain background are drawn, so that a model finds nothing else to
/// copy.
package struct ReferenceSheet: Sendable {
  /// A picture and its label.
  package struct Picture: Sendable {
    package var image: Raster
    package var label: String

    /// A picture with its label.
    package init(image: Raster, label: String) {
      self.image = image
      self.label = label
    }
  }

  /// Limits on the size of the sheet.
  package struct Bounds: Sendable, Hashable {
    /// The longest edge in pixels, at least 256.
    package var longEdge: Int
    /// The most pixels, width times height.
    package var pixels: Int
    /// The aspect ratio, width by height, of a box that the sheet must fit; `nil` for a free choice.
    package var shape: Double?

    /// Bounds; the defaults limit only the long edge.
    package init(longEdge: Int = 2048, pixels: Int = .max, shape: Double? = nil) {
      self.longEdge = longEdge
      self.pixels = pixels
      self.shape = shape
    }
  }

  /// A title above the pictures; empty for none.
  package var title: String
  /// The pictures, row by row.
  package var pictures: [Picture]
  package var bounds: Bounds

  /// A sheet of `pictures`.
  package init(title: String = "", pictures: [Picture], bounds: Bounds = Bounds()) {
    self.title = title
    self.pictures = pictures
    self.bounds = bounds
  }

  /// Draws the sheet, no larger than the detail of its pictures; without fonts it has no text.
  /// - Returns: the sheet, and the area of each picture on it.
  package func draw(fonts: [Font]) -> (sheet: Raster, places: [Rect]) {
    let packing = ReferencePacking(self, fonts: fonts)
    var canvas = Canvas(
      width: packing.size.width, height: packing.size.height, background: Color(hex: 0xF0F0F0))
    canvas.drawText(title, in: packing.heading, style: packing.titleStyle, maxLines: 1)
    for (picture, place) in zip(pictures, packing.layout.places) {
      canvas.draw(picture.image, in: place.picture)
      var label = place.text
      label.y += packing.gap / 2
      canvas.drawText(
        picture.label, in: label, style: packing.labelStyle,
        maxLines: ReferencePacking.maxLabelLines)
    }
    return (canvas.raster, packing.layout.places.map(\.picture))
  }
}
