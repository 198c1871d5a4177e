internal import TroupeVocabulary

/// What goes in beside the images that the request names: single pictures, or sheets of several.
struct Placement {
  /// Pictures of one asset, by their indices among the asset's.
  struct Pictures {
    let asset: Int
    let members: [Int]
  }

  /// By asset: the pictures that are images of their own.
  let singles: [Pictures]
  /// Each one image.
  let sheets: [[Pictures]]
  /// The limits as used.
  let count: LimitCount
  /// How good the choice is proven to be.
  let proof: SelectionProof

  /// The members chosen of the asset at `index`, on sheets or not.
  func members(of index: Int) -> [Int] {
    (singles + sheets.flatMap(\.self)).filter { $0.asset == index }.flatMap(\.members)
  }
}
