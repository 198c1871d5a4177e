internal import TroupeVocabulary

/// Shares what a model's limits leave among assets, for the greatest total worth: dynamic
/// programming over the places used, with the worth that can be had for the pixels taken.
struct PlaceSharing {
  /// The set of each asset, in their order.
  struct Share {
    let sets: [AssetOptions.Option]
    let value: Double
    /// No share within the limits is worth more.
    let bound: Double
    let isOptimal: Bool
  }

  /// States kept per asset: a bound on time and memory, reached only where pixels are shared among
  /// many assets.
  static let stateBudget = 2_000

  private struct State {
    let used: Places
    let pixels: Int
    let value: Double
    let before: Int
    let option: Int
  }

  private let assets: [AssetOptions]
  /// Places used by limit: at most images in all and three kinds are counted.
  private typealias Places = SIMD4<Int32>

  private let names: [LimitCount.Name]
  private let bounds: Places
  private let isRelaxed: Bool
  private let pixelBound: Int
  /// By asset: what those after it need at least, by limit and in pixels.
  private var reserved: [(used: Places, pixels: Int)] = []

  init(_ assets: [AssetOptions], within count: LimitCount) {
    self.assets = assets
    // Limits that all assets together cannot reach need no counting.
    isRelaxed = false
    let names = Set(assets.flatMap(\.limits)).filter { name in
      let most = assets.reduce(0) {
        $0 + ($1.limits.contains(name) ? $1.bySize.count - 1 : 0)
      }
      return count.left(name).map { most > $0 } ?? false
    }.sorted { $0.plural < $1.plural }
    self.names = names
    bounds = Self.places { place in
      place < names.count ? count.left(names[place]) ?? 0 : 0
    }
    pixelBound = count.left(.pixels) ?? .max
    var later = (used: Places.zero, pixels: 0)
    for asset in assets.reversed() {
      reserved.append(later)
      later.used &+= steps(of: asset) &* Int32(asset.fewest)
      later.pixels += asset.leastPixels
    }
    reserved.reverse()
  }

  /// Shares `pictures` among `assets`, whatever limits they use: those of one sheet, or of all sheets
  /// that there is room for.
  init(_ assets: [AssetOptions], pictures: Int) {
    self.init(assets, names: [.images], bounds: Self.places { $0 == 0 ? pictures : 0 })
  }

  private static func places(_ count: (Int) -> Int) -> Places {
    var places = Places.zero
    for place in 0..<Places.scalarCount { places[place] = Int32(clamping: count(place)) }
    return places
  }

  /// The places that one image of `asset` uses.
  private func steps(of asset: AssetOptions) -> Places {
    Self.places { $0 < names.count && asset.limits.contains(names[$0]) ? 1 : 0 }
  }

  /// The best share; `nil` when not every asset can have its fewest. Among equals the asset named
  /// earlier gets more.
  func best(budget: Int = stateBudget) -> Share? {
    let start = State(
      used: .zero, pixels: 0, value: 0, before: 0, option: 0)
    var layers: [[State]] = [[start]]
    var isWhole = true
    for asset in assets.indices {
      var states = following(layers[asset], asset)
      if states.count > budget {
        isWhole = false
        states = Self.mostValued(budget, of: states)
      }
      guard !states.isEmpty else { return nil }
      layers.append(states)
    }
    guard let last = layers.last, let best = Self.best(of: last) else { return nil }
    let value = last[best].value
    let isOptimal = isWhole && assets.allSatisfy(\.isExact)
    return Share(
      sets: sets(layers, from: best), value: value,
      bound: isOptimal || isRelaxed ? value : max(value, relaxed()), isOptimal: isOptimal)
  }

  /// Every state after `asset` that is not beaten by one with the same places used: worth as much
  /// for no more pixels. In order of preference, as `states` are.
  private func following(_ states: [State], _ asset: Int) -> [State] {
    let options = assets[asset].all
    let steps = steps(of: assets[asset])
    let bounds = bounds &- reserved[asset].used
    let pixelBound = pixelBound - reserved[asset].pixels
    var next: [State] = []
    var places: [Places: [Int]] = [:]
    for (before, state) in states.enumerated() {
      for (number, option) in options.enumerated() {
        let used = state.used &+ steps &* Int32(option.members.count)
        let pixels = state.pixels + option.pixels
        guard all(used .<= bounds), pixels <= pixelBound else { continue }
        let value = state.value + option.value
        let one = State(used: used, pixels: pixels, value: value, before: before, option: number)
        if Self.admit(one, to: &places[used, default: []], of: next) { next.append(one) }
      }
    }
    let alive = Set(places.values.flatMap(\.self))
    return next.indices.filter(alive.contains).map { next[$0] }
  }

  /// Puts `one`, the next of `states`, in the place of the `rivals` that it beats, unless one of them beats
  /// it. Fewest pixels come first, and so least worth.
  private static func admit(_ one: State, to rivals: inout [Int], of states: [State]) -> Bool {
    var (low, high) = (0, rivals.count)
    while low < high {
      let middle = (low + high) / 2
      if states[rivals[middle]].pixels <= one.pixels { low = middle + 1 } else { high = middle }
    }
    if low > 0, states[rivals[low - 1]].value + 1e-9 >= one.value { return false }
    var first = low
    while first > 0, states[rivals[first - 1]].pixels == one.pixels { first -= 1 }
    let beaten = rivals[low...].prefix { states[$0].value <= one.value + 1e-9 }
    rivals.replaceSubrange(first..<beaten.endIndex, with: CollectionOfOne(states.count))
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
    for place in states.indices
    where states[place].value > (best.map { states[$0].value + 1e-9 } ?? -.infinity) {
      best = place
    }
    return best
  }

  private func sets(_ layers: [[State]], from last: Int) -> [AssetOptions.Option] {
    var place = last
    var sets: [AssetOptions.Option] = []
    for asset in assets.indices.reversed() {
      let state = layers[asset + 1][place]
      sets.append(assets[asset].all[state.option])
      place = state.before
    }
    return sets.reversed()
  }

  /// The worth that could be had if pixels did not count and every search had ended at its bound:
  /// no share within the limits is worth more.
  func relaxed() -> Double {
    let loose = assets.map { asset in
      AssetOptions(
        bySize: asset.bySize.indices.map { size in
          [.init(members: Array(repeating: 0, count: size), value: asset.ceilings[size])]
        }, ceilings: asset.ceilings, fewest: asset.fewest, limits: asset.limits, isExact: true)
    }
    let sum = loose.reduce(0) { $0 + $1.ceiling }
    return PlaceSharing(loose, names: names, bounds: bounds).best().map {
      $0.isOptimal ? $0.value : sum
    } ?? sum
  }

  private init(_ assets: [AssetOptions], names: [LimitCount.Name], bounds: Places) {
    self.assets = assets
    self.names = names
    self.bounds = bounds
    pixelBound = .max
    isRelaxed = true
    reserved = Array(repeating: (used: .zero, pixels: 0), count: assets.count)
  }
}
