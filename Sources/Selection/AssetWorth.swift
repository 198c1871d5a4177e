internal import TroupeVocabulary

/// What sets of one asset's references are worth: a sum over facets, each covered once, and a
/// little per picture.
///
/// Worth grows with every picture and each adds less than it would have to a smaller set (it is
/// submodular), which `SubsetSearch` relies on.
struct AssetWorth: Sendable {
  /// The facets in a fixed order.
  let facets: [Facet]
  /// By reference, then facet: weight times cover.
  let covers: [[Double]]
  /// By reference: what it adds whatever else is chosen.
  let extras: [Double]

  /// Nothing covered yet.
  var nothing: [Double] { Array(repeating: 0, count: facets.count) }

  /// The worth per facet once `reference` joins those that gave `covered`.
  func covering(_ covered: [Double], with reference: Int) -> [Double] {
    zip(covered, covers[reference]).map { max($0, $1) }
  }

  /// What `reference` adds to those that gave `covered`.
  func gain(of reference: Int, over covered: [Double]) -> Double {
    var gain = extras[reference]
    for (has, could) in zip(covered, covers[reference]) where could > has { gain += could - has }
    return gain
  }

  /// Whether `left` is worth at least as much as `right` in every set.
  func dominates(_ left: Int, over right: Int) -> Bool {
    extras[left] >= extras[right] && zip(covers[left], covers[right]).allSatisfy { $0 >= $1 }
  }
}

extension AssetWorth {
  /// The worth of `references` for what the prompt says of their asset.
  init(_ references: [Reference], mention: MentionedAsset, demand: Demand) {
    let looks = mention.looks.compactMap(\.self)
    let own = Set(references.compactMap(\.view)).subtracting(View.named)
    let views = View.named + own.sorted { $0.rawValue < $1.rawValue }
    facets = [.any] + views.map(Facet.view) + looks.map(Facet.look)
    covers = references.map { reference in
      let share =
        FacetTable.share(reference.look, asked: mention.looks) * FacetTable.quality(reference)
        * mention.weight
      let shown = views.map { view in
        (FacetTable.weight(view) + (demand.phrases[view] == nil ? 0 : FacetTable.demanded))
          * FacetTable.cover(reference.view, of: view) * share
      }
      let worn = looks.map { look in
        reference.look?.foldedKey == look.foldedKey ? FacetTable.look * share : 0
      }
      return [FacetTable.any * share] + shown + worn
    }
    extras = references.map { reference in
      FacetTable.again * FacetTable.quality(reference) * mention.weight
        * FacetTable.share(reference.look, asked: mention.looks)
        + (FacetTable.isPinned(reference, asked: mention.looks) ? FacetTable.pinned : 0)
    }
  }
}
