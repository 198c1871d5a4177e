internal import TroupeVocabulary

/// What sets of one asset's references are worth: a sum over facets, each counted once, and a little
/// per picture.
///
/// Worth grows with every picture, and each adds less to a larger set (worth is submodular), which
/// `SubsetSearch` relies on.
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

  /// The worth of `reference` for the facet at `facet`.
  func cover(_ reference: Int, _ facet: Int) -> Double { covers[reference * facets.count + facet] }

  /// The worth per facet once `reference` joins those that gave `covered`.
  func covering(_ covered: [Double], with reference: Int) -> [Double] {
    let row = reference * facets.count
    return covered.indices.map { max(covered[$0], covers[row + $0]) }
  }

  /// What `reference` adds to those that gave `covered`.
  func gain(of reference: Int, over covered: [Double]) -> Double {
    let row = reference * facets.count
    var gain = extras[reference]
    for facet in covered.indices where covers[row + facet] > covered[facet] {
      gain += covers[row + facet] - covered[facet]
    }
    return gain
  }

  /// Whether `left` is worth at least as much as `right` in every set.
  func dominates(_ left: Int, over right: Int) -> Bool {
    guard extras[left] >= extras[right] else { return false }
    let (leftRow, rightRow) = (left * facets.count, right * facets.count)
    for facet in facets.indices where covers[leftRow + facet] < covers[rightRow + facet] {
      return false
    }
    return true
  }
}

extension AssetWorth {
  /// The worth of `references` for what a request asks to see of their asset.
  /// - Parameters:
  ///   - views: the views of `references`.
  ///   - looks: the looks of `references`.
  ///   - weight: the weight of the asset's mention.
  init(
    _ references: [Reference], views: DistinctValues<View?>, looks: DistinctValues<String?>,
    weight: Double, demand: Demand, lookRule: LookRule, captionMatches: [CaptionMatch],
    sharpness: [Double?]
  ) {
    let ownViews = Set(views.values.compactMap(\.self)).subtracting(View.named)
    let viewFacets = View.named + ownViews.sorted { $0.rawValue < $1.rawValue }
    // The usual look is a facet only if others are requested in addition.
    let requested = lookRule.requested
    let lookFacets = requested.count > 1 ? requested : requested.filter { $0 != nil }
    facets =
      [.any] + viewFacets.map(Facet.view) + lookFacets.map(Facet.look)
      + demand.cues.indices.map(Facet.cue)
    let viewWeights = viewFacets.map {
      SelectionWeights.weight(of: $0)
        + (demand.views[$0] == nil ? 0 : SelectionWeights.requestedView)
    }
    let viewRows = views.values.map { view in
      [SelectionWeights.any]
        + zip(viewFacets, viewWeights).map { $1 * SelectionWeights.cover(view, of: $0) }
    }
    let lookRows = looks.values.map { look in
      (
        share: lookRule.shows(look) ? 1 : SelectionWeights.otherLook,
        row: lookFacets.map { LookRule.key($0) == LookRule.key(look) ? SelectionWeights.look : 0 }
      )
    }
    let expression = views.values.firstIndex(of: .expression)
    let requestsExpression = demand.cues.contains(where: \.isExpression)
    let expressionFacet = 1 + (viewFacets.firstIndex(of: .expression) ?? 0)
    covers = []
    covers.reserveCapacity(references.count * facets.count)
    extras = []
    extras.reserveCapacity(references.count)
    for index in references.indices {
      let (viewRow, look) = (viewRows[views.indices[index]], lookRows[looks.indices[index]])
      let factor =
        look.share * weight
        * SelectionWeights.quality(references[index], sharpness: sharpness[index])
      let start = covers.count
      for value in viewRow { covers.append(value * factor) }
      for value in look.row { covers.append(value * factor) }
      for _ in demand.cues { covers.append(0) }
      let match = captionMatches[index]
      for cue in match.cues {
        covers[start + viewRow.count + lookFacets.count + cue] = SelectionWeights.cue * factor
      }
      if requestsExpression, views.indices[index] == expression {
        let isNamed = match.cues.contains { demand.cues[$0].isExpression }
        covers[start + expressionFacet] *=
          isNamed ? 1 : match.showsOtherExpression ? 0 : SelectionWeights.unnamedExpression
      }
      let isPinned = references[index].isPinned && look.share == 1
      extras.append(
        SelectionWeights.anotherPicture * factor + (isPinned ? SelectionWeights.pinned : 0))
    }
  }
}
