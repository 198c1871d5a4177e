import TroupeVocabulary

/// A picture at the size at which pictures are compared.
struct WorkingCopy {
  let raster: Raster
  /// The size of the whole picture.
  let whole: Size

  /// - Throws: `ImageFault.outOfMemory`.
  init(_ picture: Raster, edge: Int) throws(ImageFault) {
    whole = picture.size
    raster = try picture.resampled(to: whole.fitting(edge: edge)).flattened()
  }

  /// Pixels of the whole picture for one of the copy.
  var across: Double { Double(whole.width) / Double(raster.width) }
  var down: Double { Double(whole.height) / Double(raster.height) }
  /// The same along the long edge, where rounding matters least.
  var along: Double { whole.width >= whole.height ? across : down }

  /// How many pixels of `other` may show what one of this copy shows: as many, so that the long edges,
  /// the widths or the heights are equal, or so that no pixel was scaled.
  func ratios(to other: WorkingCopy) -> [Double] {
    let all = [
      1, Double(other.raster.width) / Double(raster.width),
      Double(other.raster.height) / Double(raster.height), along / other.along,
    ]
    return all.reduce(into: []) { found, ratio in
      let isNew = found.allSatisfy { abs($0 / ratio - 1) > 0.01 }
      if isNew, (0.5...2).contains(ratio) { found.append(ratio) }
    }
  }

  /// A rectangle of blocks in pixels of the whole picture.
  func box(_ area: BlockArea) -> ChangeMap.Box {
    let side = ChangedBlocks.cells * CellAxis.side
    func edge(_ block: Int, _ factor: Double, _ length: Int) -> Int {
      min(Int((Double(block * side) * factor).rounded()), length)
    }
    let (left, top) = (
      edge(area.columns.lowerBound, across, whole.width),
      edge(area.rows.lowerBound, down, whole.height)
    )
    return ChangeMap.Box(
      x: left, y: top, width: edge(area.columns.upperBound, across, whole.width) - left,
      height: edge(area.rows.upperBound, down, whole.height) - top)
  }
}
