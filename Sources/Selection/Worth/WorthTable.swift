package import TroupeVocabulary

/// What the pictures of one mentioned asset are worth to a request, as figures by which a choice can
/// be judged, whoever made it.
package struct WorthTable: Sendable {
  /// The pictures that may go in, in the order that breaks ties.
  package let pictures: [Digest]
  /// By picture: its group of nearly the same picture, of which one at most may go in.
  package let groups: [Int]
  /// By picture: its worth for each thing to be shown, which counts once, as well as the best covers
  /// it.
  package let covers: [[Double]]
  /// By picture: what it adds whatever else goes in.
  package let extras: [Double]
  /// What is covered already by images that the request names.
  package let shown: [Double]
  /// By picture: its pixels as it would be sent.
  package let pixels: [Int]
  /// The kind as which each is counted; `nil` for poses and arrangements.
  package let kind: Kind?
  /// The fewest of them that go in wherever there is room.
  package let fewest: Int
  /// The most of them that go in.
  package let most: Int

  init(_ choice: AssetChoice) {
    pictures = choice.free.map { choice.references[$0].digest }
    groups = choice.free.map { choice.groups[$0] }
    covers = choice.free.map { one in
      choice.worth.facets.indices.map { choice.worth.cover(one, $0) }
    }
    extras = choice.free.map { choice.worth.extras[$0] }
    shown = choice.shown
    pixels = choice.free.map { choice.pixels[$0] }
    kind = choice.mention.countedKind(choice.asset.kind)
    fewest = choice.fewest
    most = choice.most
  }
}
