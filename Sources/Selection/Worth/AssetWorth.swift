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
  private let covers: [Double]
  /// By reference: what it adds whatever else is chosen.
  let extras: [Double]

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
  /// What determines the worth of one asset's pictures for a request.
  struct Terms {
    let references: [Reference]
    let natures: DistinctValues<PictureNature>
    let views: DistinctValues<View?>
    let looks: DistinctValues<String?>
    let demand: Demand
    let lookRule: LookRule
    /// By reference: the requested cues that it shows, and whether its own words are asked for.
    let cues: [[Int]]
    let named: [Bool]
    let sharpness: [Double?]
    /// The weight of the asset's mention, lessened by the order of mention.
    let weight: Double
    let cost: Double
  }

  /// The worth of an asset's references for what a request asks to see of it.
  init(_ terms: Terms) {
    let demand = terms.demand
    let shown = Set(terms.views.values.compactMap(\.self))
    let own = shown.union(demand.views.keys).subtracting(View.named)
    let views = (View.named + own.sorted { $0.rawValue < $1.rawValue }).map { view in
      Counted(view, weight: Self.weight(of: view, demand), isRequested: demand.views[view] != nil)
    }.filter { $0.weight > 0 }
    let looks = terms.lookRule.requested
    facets =
      looks.map(Facet.canonical) + views.map { .view($0.view) } + demand.cues.indices.map(Facet.cue)
      + [.words, .pin]
    var covers: [Double] = []
    covers.reserveCapacity(terms.references.count * facets.count)
    var extras: [Double] = []
    extras.reserveCapacity(terms.references.count)
    let share = Self.share(demand)
    let units = terms.views.values.map { Unit($0, demand, views) }
    let rule = ReserveRule(demand)
    let shares = terms.natures.values.map(rule.share)
    let isRequested = terms.looks.values.map(terms.lookRule.requests)
    let keys = looks.map(LookRule.key)
    let ownKeys = terms.looks.values.map(LookRule.key)
    // By view, what its pictures are worth for each requested look and each view, in a row.
    let common = units.flatMap { unit in looks.map { _ in unit.canonical } + unit.views }
    let width = looks.count + views.count
    // Apart from the rows, so that no picture counts a reference to them.
    let isFace = units.map(\.isFace)
    let isWanted = units.map(\.isWanted)
    let isUnknown = units.map(\.isUnknown)
    for index in terms.references.indices {
      let view = terms.views.indices[index]
      let look = terms.looks.indices[index]
      let factor =
        (isRequested[look] || isFace[view] ? 1 : SelectionWeights.otherLook) * terms.weight
        * shares[terms.natures.indices[index]]
        * SelectionWeights.quality(
          width: terms.references[index].width, height: terms.references[index].height,
          sharpness: terms.sharpness[index])
      for facet in 0..<looks.count {
        let isOfLook = looks.count == 1 || keys[facet] == ownKeys[look]
        covers.append(isOfLook ? common[view * width + facet] * factor * share : 0)
      }
      let row = view * width
      for facet in looks.count..<width { covers.append(common[row + facet] * factor) }
      for cue in demand.cues.indices {
        covers.append(terms.cues[index].contains(cue) ? SelectionWeights.cue * factor : 0)
      }
      covers.append(terms.named[index] ? SelectionWeights.words * factor : 0)
      let isPinned = terms.references[index].isPinned && isRequested[look]
      covers.append(isPinned && isWanted[view] ? SelectionWeights.pinned * factor : 0)
      let unknown = isUnknown[view] ? SelectionWeights.unknownView * min(1, terms.weight) : 0
      extras.append(unknown + (isPinned ? SelectionWeights.pin : 0) - terms.cost)
    }
    (self.covers, self.extras) = (covers, extras)
  }

  /// A view that counts.
  private struct Counted {
    let view: View
    let weight: Double
    let isRequested: Bool
    /// How well other views cover it.
    let others: KeyValuePairs<View?, Double>

    init(_ view: View, weight: Double, isRequested: Bool) {
      self.view = view
      self.weight = weight
      self.isRequested = isRequested
      others = SelectionWeights.others(covering: view)
    }
  }

  /// What all pictures of one view are worth in common, before the weight of each.
  private struct Unit {
    let isFace: Bool
    let isUnknown: Bool
    /// Whether it shows a requested view, or none is requested.
    let isWanted: Bool
    let canonical: Double
    /// By view that counts.
    let views: [Double]

    init(
      _ shown: View?, _ demand: Demand, _ counted: [Counted]
    ) {
      isFace = shown == .face
      isUnknown = shown == nil
      isWanted =
        demand.views.isEmpty
        || demand.views.keys.contains { SelectionWeights.cover(shown, of: $0) == 1 }
      canonical = SelectionWeights.canonical * SelectionWeights.canonical(shown)
      views = counted.map { counted in
        let cover =
          shown == counted.view ? 1 : SelectionWeights.cover(shown, among: counted.others)
        return counted.weight * (counted.isRequested || cover == 1 ? cover : 0)
      }
    }
  }

  /// The weight of a view: as requested, or what it tells of the asset in a shot that can show it.
  private static func weight(of view: View, _ demand: Demand) -> Double {
    if demand.views[view] != nil { return SelectionWeights.weight(ofRequested: view) }
    if view == .back, demand.hidesFace { return SelectionWeights.hiddenFace }
    let asked = demand.views.keys
    let isTurnedAway =
      (demand.views[.back] ?? demand.views[.threeQuarterBack]) != nil
      && !asked.contains { [.front, .face, .threeQuarter, .profile].contains($0) }
    let isClose = demand.views[.face] != nil && demand.views[.fullBody] == nil
    let isUnseen =
      switch view {
      case .face: isTurnedAway
      case .front, .threeQuarter, .profile, .profileLeft, .profileRight:
        isTurnedAway || demand.part != nil
      case .fullBody, .back, .threeQuarterBack: isClose || demand.part != nil
      default: demand.part != nil
      }
    return isUnseen ? 0 : SelectionWeights.weight(of: view)
  }

  /// The share of its weight that the canonical picture keeps: a part tells little of it.
  private static func share(_ demand: Demand) -> Double { demand.part == nil ? 1 : 0.5 }
}
