import TroupeCImaging
package import TroupeVocabulary

/// A perceptual fingerprint: enough to distinguish the same picture saved again, and another shot of
/// the same scene, from a different picture.
package struct Fingerprint: Sendable, Hashable {
  /// What the picture shows, in 128 bits.
  package let hash: PictureHash
  /// The same of the picture with left and right exchanged; `nil` where it was not taken.
  package let mirrored: PictureHash?
  /// Width over height.
  package let aspect: Double
  /// The mean of all pixels, transparent ones on white.
  package let meanColor: Color
  /// At most five dominant colors, the most frequent first.
  package let palette: [Color]
  /// The variance of the Laplacian of 8-bit luminance: higher is sharper, at the same size.
  package let sharpness: Double

  /// A fingerprint from its stored values.
  package init(
    hash: PictureHash, mirrored: PictureHash? = nil, aspect: Double, meanColor: Color,
    palette: [Color], sharpness: Double
  ) {
    self.hash = hash
    self.mirrored = mirrored
    self.aspect = aspect
    self.meanColor = meanColor
    self.palette = palette
    self.sharpness = sharpness
  }
}

extension Fingerprint {
  /// The fingerprint of a picture.
  ///
  /// - Parameters:
  ///   - raster: the whole picture.
  ///   - small: a small copy of it, for counting colors.
  /// - Throws: `ImageFault.outOfMemory`.
  package init(of raster: Raster, small: Raster) throws(ImageFault) {
    self = try Self.measured(raster, small: small).fingerprint
  }

  /// The same with the grid that its hashes come from.
  /// - Parameter aspect: width over height, where `raster` is a copy that has them rounded.
  static func measured(
    _ raster: Raster, small: Raster, aspect: Double? = nil
  ) throws(ImageFault) -> (fingerprint: Fingerprint, grid: LuminanceGrid) {
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
    let fingerprint = Fingerprint(
      hash: PictureHash(cells), mirrored: PictureHash(cells.turned(.mirrored)),
      aspect: aspect ?? Double(raster.width) / Double(raster.height),
      meanColor: Color(red: mean.0, green: mean.1, blue: mean.2), palette: small.palette(5),
      sharpness: measures.sharpness)
    return (fingerprint, cells)
  }
}
