import TroupeCImaging
package import TroupeVocabulary

extension Fingerprint {
  /// The fingerprint of a picture.
  ///
  /// - Parameters:
  ///   - raster: the whole picture.
  ///   - small: a small copy of it, for counting colors.
  /// - Throws: `ImageFault.outOfMemory`.
  package init(of raster: Raster, small: Raster) throws(ImageFault) {
    let grid = Size(width: ti_grid_columns, height: ti_grid_rows)
    let whole = try raster.resampled(
      to: Size(width: max(raster.width, grid.width), height: max(raster.height, grid.height)))
    var luminance = [UInt16](repeating: 0, count: grid.width * grid.height)
    var measures = ti_measures()
    let isDone = luminance.withUnsafeMutableBufferPointer { cells in
      measures.grid = cells.baseAddress
      defer { measures.grid = nil }
      return whole.readSurface { ti_measure($0, &measures) != 0 }
    }
    guard isDone else { throw .outOfMemory(bytes: whole.width * 3) }
    let cells = LuminanceGrid(columns: grid.width, rows: grid.height, values: luminance)
    let mean = measures.mean
    self.init(
      frequencies: cells.frequencyHash, gradients: cells.gradientHash,
      aspect: Double(raster.width) / Double(raster.height),
      meanColor: Color(red: mean.0, green: mean.1, blue: mean.2), palette: small.palette(5),
      sharpness: measures.sharpness)
  }
}
