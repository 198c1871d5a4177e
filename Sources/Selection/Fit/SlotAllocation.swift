internal import TroupeVocabulary

/// Allocates the image slots that a model's limits leave to assets, for the greatest total worth:
/// dynamic programming over the slots used, with a Pareto front of worth and pixels for each.
struct SlotAllocation {
  /// The chosen set of each asset.
  struct Solution {
    /// In the order of the assets.
    let sets: [AssetOptions.Option]
    /// The sum of their worth.
    let value: Double
    /// No allocation within the limits is worth more.
    let upperBound: Double
    let isOptimal: Bool
  }

  /// The most states kept per asset: a bound on time and memory, reached only if pixels are allocated to
  /// many assets.
  static let stateBudget = 2_000

  /// Slots used by limit: at most images in total and three kinds are counted.
  private typealias Slots = SIMD4<Int32>

  private struct State {
    let used: Slots
    let pixels: Int
    let value: Double
    /// The state before the last asset, by its index among that asset's.
    let previous: Int
    /// The set of the last asset, by its index among that asset's options.
    let option: Int
  }

  private let assets: [AssetOptions]
  private let names: [LimitUsage.Name]
  private let bounds: Slots
  private let pixelBound: Int
  /// Whether pixels and incomplete searches are left out of account.
  private let isRelaxed: Bool
  /// By asset: what the assets after it need at least, by limit and in pixels.
  private var reserved: [(used: Slots, pixels: Int)] = []

  /// An allocation within what remains of `usage`.
  init(_ assets: [AssetOptions], within usage: LimitUsage) {
    self.assets = assets
    isRelaxed = false
    // Limits that all assets together cannot reach need no counting.
    let names = Set(assets.flatMap(\.limits)).filter { name in
      let most = assets.reduce(0) {
        $0 + ($1.limits.contains(name) ? $1.bySize.count - 1 : 0)
      }
      return usage.remaining(name).map { most > $0 } ?? false
    }.sorted { $0.plural < $1.plural }
    self.names = names
    bounds = Self.slots { index in
      index < names.count ? usage.remaining(names[index]) ?? 0 : 0
    }
    pixelBound = usage.remaining(.pixels) ?? .max
    var later = (used: Slots.zero, pixels: 0)
    for asset in assets.reversed() {
      reserved.append(later)
      later.used &+= slotsPerImage(of: asset) &* Int32(asset.fewest)
      later.pixels += asset.leastPixels
    }
    reserved.reverse()
  }

  /// An allocation of `pictures` on sheets, whatever limits the assets use: the pictures of one sheet, or
  /// of as many sheets as there is room for.
  init(_ assets: [AssetOptions], pictures: Int) {
    self.init(assets, names: [.images], bounds: Self.slots { $0 == 0 ? pictures : 0 })
  }

  private init(_ assets: [AssetOptions], names: [LimitUsage.Name], bounds: Slots) {
    self.assets = assets
    self.names = names
    self.bounds = bounds
    pixelBound = .max
    isRelaxed = true
    reserved = Array(repeating: (used: .zero, pixels: 0), count: assets.count)
  }

  private static func slots(_ count: (Int) -> Int) -> Slots {
    var slots = Slots.zero
    for index in 0..<Slots.scalarCount { slots[index] = Int32(clamping: count(index)) }
    return slots
  }

  /// The slots that one image of `asset` uses.
  private func slotsPerImage(of asset: AssetOptions) -> Slots {
    Self.slots { $0 < names.count && asset.limits.contains(names[$0]) ? 1 : 0 }
  }

  /// The best allocation; `nil` if not every asset can have its fewest. Among equals the asset mentioned
  /// first gets more.
  func best(budget: Int = stateBudget) -> Solution? {
    let start = State(used: .zero, pixels: 0, value: 0, previous: 0, option: 0)
    var layers: [[State]] = [[start]]
    var isComplete = true
    for asset in assets.indices {
      var states = states(after: asset, from: layers[asset])
      if states.count > budget {
        isComplete = false
        states = Self.mostValued(budget, of: states)
      }
      guard !states.isEmpty else { return nil }
      layers.append(states)
    }
    guard let last = layers.last, let best = Self.best(of: last) else { return nil }
    let value = last[best].value
    let isOptimal = isComplete && assets.allSatisfy(\.isExact)
    return Solution(
      sets: sets(layers, from: best), value: value,
      upperBound: isOptimal || isRelaxed ? value : max(value, relaxedBound()),
      isOptimal: isOptimal)
  }

  /// Every state after `asset` that no other with the same slots used dominates, in order of
  /// preference, as `states` are.
  private func states(after asset: Int, from states: [State]) -> [State] {
    let options = assets[asset].all
    let steps = slotsPerImage(of: assets[asset])
    let bounds = bounds &- reserved[asset].used
    let pixelBound = pixelBound - reserved[asset].pixels
    var next: [State] = []
    var fronts: [Slots: [Int]] = [:]
    for (previous, state) in states.enumerated() {
      for (number, option) in options.enumerated() {
        let used = state.used &+ steps &* Int32(option.members.count)
        let pixels = state.pixels + option.pixels
        guard all(used .<= bounds), pixels <= pixelBound else { continue }
        let new = State(
          used: used, pixels: pixels, value: state.value + option.value, previous: previous,
          option: number)
        if Self.admit(new, to: &fronts[used, default: []], of: next) { next.append(new) }
      }
    }
    let kept = Set(fronts.values.flatMap(\.self))
    return next.indices.filter(kept.contains).map { next[$0] }
  }

  /// Adds `new`, which will be appended to `states`, to `front` unless a state there dominates it, and
  /// removes those that it dominates. Fewest pixels come first, and so least worth.
  private static func admit(_ new: State, to front: inout [Int], of states: [State]) -> Bool {
    var (low, high) = (0, front.count)
    while low < high {
      let middle = (low + high) / 2
      if states[front[middle]].pixels <= new.pixels { low = middle + 1 } else { high = middle }
    }
    if low > 0, states[front[low - 1]].value + 1e-9 >= new.value { return false }
    var first = low
    while first > 0, states[front[first - 1]].pixels == new.pixels { first -= 1 }
    let dominated = front[low...].prefix { states[$0].value <= new.value + 1e-9 }
    front.replaceSubrange(first..<dominated.endIndex, with: CollectionOfOne(states.count))
    return true
  }

  private static func mostValued(_ count: Int, of states: [State]) -> [State] {
    let order = states.indices.sorted { left, right in
      (-states[left].value, states[left].pixels, left)
        < (-states[right].value, states[right].pixels, right)
    }
    return order.prefix(count).sorted().map { states[$0] }
  }

  private static func best(of states: [State]) -> Int? {
    var best: Int?
    for index in states.indices
    where states[index].value > (best.map { states[$0].value + 1e-9 } ?? -.infinity) {
      best = index
    }
    return best
  }

  private func sets(_ layers: [[State]], from last: Int) -> [AssetOptions.Option] {
    var index = last
    var sets: [AssetOptions.Option] = []
    for asset in assets.indices.reversed() {
      let state = layers[asset + 1][index]
      sets.append(assets[asset].all[state.option])
      index = state.previous
    }
    return sets.reversed()
  }

  /// An upper bound on the worth of an allocation: the worth if pixels did not count and every search had
  /// reached its bound.
  func relaxedBound() -> Double {
    let loose = assets.map { asset in
      AssetOptions(
        bySize: asset.bySize.indices.map { size in
          [.init(members: Array(repeating: 0, count: size), value: asset.upperBounds[size])]
        }, upperBounds: asset.upperBounds, fewest: asset.fewest, limits: asset.limits,
        isExact: true)
    }
    let sum = loose.reduce(0) { $0 + $1.upperBound }
    return SlotAllocation(loose, names: names, bounds: bounds).best().map {
      $0.isOptimal ? $0.value : sum
    } ?? sum
  }
}
