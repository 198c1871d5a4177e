package import Foundation
package import TroupeVocabulary

/// Cuts one picture that shows several into these.
package enum PictureCutting {
  /// The cells of a grid over the picture in `bytes`, row by row.
  ///
  /// No pixel is resampled or in two of them: pieces are PNGs, which keep each as it was decoded, unless `type` says
  /// otherwise.
  /// - Throws: `ImageFault`, as decoding does; `.unsupportedForm` for a grid finer than the picture has pixels.
  package static func cut(
    _ bytes: Data, columns: Int, rows: Int, as type: MediaType = .png
  ) throws(ImageFault) -> [Data] {
    let raster = try Raster(decoding: bytes)
    guard (1...raster.width).contains(columns), (1...raster.height).contains(rows) else {
      throw .unsupportedForm("a picture of \(raster.width)×\(raster.height) pixels for that grid")
    }
    let cells = PixelArea.grid(
      width: raster.width, height: raster.height, columns: columns, rows: rows)
    return try encode(cells, of: raster, type)
  }

  /// The pictures on the sheet in `bytes` that an even background parts, row by row; one piece where nothing parts it.
  /// - Throws: `ImageFault`, as decoding does.
  package static func cutAtGutters(
    _ bytes: Data, as type: MediaType = .png
  ) throws(ImageFault) -> [Data] {
    let raster = try Raster(decoding: bytes)
    return try encode(GutterSearch(raster).areas, of: raster, type)
  }

  private static func encode(
    _ areas: [PixelArea], of raster: Raster, _ type: MediaType
  ) throws(ImageFault) -> [Data] {
    var pieces: [Data] = []
    for area in areas {
      let piece = raster.cropped(x: area.x, y: area.y, width: area.width, height: area.height)
      pieces.append(try piece.encoded(as: type).0)
    }
    return pieces
  }
}
