package import TroupeVocabulary

/// What the pictures of one mentioned asset are worth to a request, as figures by which any choice of
/// them can be judged.
package struct WorthTable: Sendable {
  /// The pictures that may be chosen, in the order that breaks ties.
  package let pictures: [Digest]
  /// By picture: the number of its group of near-duplicates; at most one of a group may be chosen.
  package let groups: [Int]
  /// By picture: its worth for each facet; a facet counts once, as well as the best picture covers it.
  package let covers: [[Double]]
  /// By picture: what it adds whatever else is chosen.
  package let extras: [Double]
  /// By facet: what the images that the request names cover already.
  package let alreadyCovered: [Double]
  /// By picture: its pixels as sent.
  package let pixels: [Int]
  /// The kind whose limit they use; `nil` for poses and compositions.
  package let kind: Kind?
  /// The fewest of them that are chosen if there is room.
  package let fewest: Int
  /// The most of them that are chosen.
  package let most: Int

  init(_ choice: AssetChoice) {
    pictures = choice.available.map { choice.references[$0].digest }
    groups = choice.available.map { choice.groups[$0] }
    covers = choice.available.map { reference in
      choice.worth.facets.indices.map { choice.worth.cover(reference, $0) }
    }
    extras = choice.available.map { choice.worth.extras[$0] }
    alreadyCovered = choice.alreadyCovered
    pixels = choice.available.map { choice.pixels[$0] }
    kind = choice.mention.countedKind(choice.asset.kind)
    fewest = choice.fewest
    most = choice.most
  }
}
