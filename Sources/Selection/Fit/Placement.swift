internal import TroupeVocabulary

/// What is sent in addition to the images that the request names: single pictures, and sheets of several.
struct Placement {
  /// Pictures of one asset, by their indices among the asset's references.
  struct Pictures {
    let asset: Int
    let members: [Int]
  }

  /// By asset: the pictures that are images of their own.
  let singles: [Pictures]
  /// By sheet: the pictures on it.
  let sheets: [[Pictures]]
  /// The limits with all of them used.
  let usage: LimitUsage
  /// How good the choice is proven to be.
  let proof: SelectionProof

  /// The members chosen of the asset at `index`, on sheets or not.
  func members(of index: Int) -> [Int] {
    (singles + sheets.flatMap(\.self)).filter { $0.asset == index }.flatMap(\.members)
  }
}
