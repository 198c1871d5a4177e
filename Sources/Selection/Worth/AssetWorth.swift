internal import TroupeVocabulary

/// What sets of one asset's references are worth: a sum over facets, each covered once, and a
/// little per picture.
///
/// Worth grows with every picture and each adds less than it would have to a smaller set (it is
/// submodular), which `SubsetSearch` relies on.
struct AssetWorth: Sendable {
  /// The facets in a fixed order.
  let facets: [Facet]
  /// Reference by reference, a row of weight times cover for each facet.
  private var covers: [Double]
  /// By reference: what it adds whatever else is chosen.
  private(set) var extras: [Double]

  init(facets: [Facet], covers: [[Double]], extras: [Double]) {
    self.facets = facets
    self.covers = covers.flatMap(\.self)
    self.extras = extras
  }

  /// Nothing covered yet.
  var nothing: [Double] { Array(repeating: 0, count: facets.count) }

  /// What `reference` has of the facet at `place`.
  func cover(_ reference: Int, _ place: Int) -> Double { covers[reference * facets.count + place] }

  /// The worth per facet once `reference` joins those that gave `covered`.
  func covering(_ covered: [Double], with reference: Int) -> [Double] {
    let row = reference * facets.count
    return covered.indices.map { max(covered[$0], covers[row + $0]) }
  }

  /// What `reference` adds to those that gave `covered`.
  func gain(of reference: Int, over covered: [Double]) -> Double {
    let row = reference * facets.count
    var gain = extras[reference]
    for place in covered.indices where covers[row + place] > covered[place] {
      gain += covers[row + place] - covered[place]
    }
    return gain
  }

  /// Whether `left` is worth at least as much as `right` in every set.
  func dominates(_ left: Int, over right: Int) -> Bool {
    guard extras[left] >= extras[right] else { return false }
    let (one, other) = (left * facets.count, right * facets.count)
    for place in facets.indices where covers[one + place] < covers[other + place] { return false }
    return true
  }
}

extension AssetWorth {
  /// The worth of `references` for what the prompt says of their asset.
  init(
    _ references: [Reference], views shown: Distinct<View?>, worn: Distinct<String?>,
    weight: Double, demand: Demand, looks: LookRule, pictures: [PictureWords],
    sharpness: [Double?]
  ) {
    let own = Set(shown.values.compactMap(\.self)).subtracting(View.named)
    let views = View.named + own.sorted { $0.rawValue < $1.rawValue }
    // The usual look needs no facet of its own unless others are asked for beside it.
    let named = looks.asked.count > 1 ? looks.asked : looks.asked.filter { $0 != nil }
    facets =
      [.any] + views.map(Facet.view) + named.map(Facet.look) + demand.cues.indices.map(Facet.cue)
    let weights = views.map {
      FacetTable.weight($0) + (demand.phrases[$0] == nil ? 0 : FacetTable.demanded)
    }
    let rows = shown.values.map { view in
      [FacetTable.any] + zip(views, weights).map { $1 * FacetTable.cover(view, of: $0) }
    }
    let dress = worn.values.map { look in
      (
        share: looks.shows(look) ? 1 : FacetTable.otherLook,
        row: named.map { LookRule.key($0) == LookRule.key(look) ? FacetTable.look : 0 }
      )
    }
    let expression = shown.values.firstIndex(of: .expression)
    let asksExpression = demand.cues.contains(where: \.isExpression)
    let column = 1 + (views.firstIndex(of: .expression) ?? 0)
    covers = []
    covers.reserveCapacity(references.count * facets.count)
    extras = []
    extras.reserveCapacity(references.count)
    for index in references.indices {
      let (row, dress) = (rows[shown.places[index]], dress[worn.places[index]])
      let factor =
        dress.share * weight
        * FacetTable.quality(references[index], sharpness: sharpness[index])
      let start = covers.count
      for value in row { covers.append(value * factor) }
      for value in dress.row { covers.append(value * factor) }
      for _ in demand.cues { covers.append(0) }
      for cue in pictures[index].cues {
        covers[start + row.count + named.count + cue] = FacetTable.cue * factor
      }
      if asksExpression, shown.places[index] == expression {
        let says = pictures[index].cues.contains { demand.cues[$0].isExpression }
        covers[start + column] *=
          says ? 1 : pictures[index].isOtherExpression ? 0 : FacetTable.unnamedExpression
      }
      let isPinned = references[index].isPinned && dress.share == 1
      extras.append(FacetTable.again * factor + (isPinned ? FacetTable.pinned : 0))
    }
  }
}
