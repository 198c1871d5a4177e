/// One way in which a picture may stand in another form among many, and the hash by which it is found there.
package struct SimilarityProbe: Sendable, Hashable {
  /// What another picture would have to be.
  package enum Form: Sendable, Hashable {
    /// The same frame.
    case whole
    /// The picture turned over.
    case turned(Turn)
    /// A part of the picture.
    case part(PartFrame)
    /// The same, or more around it, in a frame or with changes that few bits do not tell.
    case around
  }

  package let form: Form
  package let hash: PictureHash
  /// The bits in which what is found may differ.
  package let bound: Int

  package init(_ form: Form, _ hash: PictureHash, within bound: Int) {
    self.form = form
    self.hash = hash
    self.bound = bound
  }

  /// Bits in which turned copies may differ: their hashes are as exact as those of the picture itself.
  package static let turnedBound = 16
  /// Bits in which parts may differ: the frames that are tried are only near to that of a part.
  static let partBound = 24
  /// Bits in which pictures may differ of which one is a part of the other.
  static let aroundBound = 44
}

extension SmallPicture {
  /// The picture turned over in each way, its usual parts, and what it may be a part of; not the picture as it is.
  /// - Parameter grid: what its fingerprint was made from.
  package func probes(_ grid: LuminanceGrid) -> [SimilarityProbe] {
    let turned = Turn.allCases.map { turn in
      SimilarityProbe(
        .turned(turn), PictureHash(grid.turned(turn)), within: SimilarityProbe.turnedBound)
    }
    let sums = LuminanceSums(raster)
    let parts = PartFrame.usual.compactMap { frame in
      sums.grid(of: frame).map {
        SimilarityProbe(.part(frame), PictureHash($0), within: SimilarityProbe.partBound)
      }
    }
    let around = SimilarityProbe(
      .around, PictureHash(grid), within: SimilarityProbe.aroundBound)
    // What is plain is like all that is plain.
    return (turned + parts + [around]).filter { !$0.hash.isPlain }
  }
}
