internal import TroupeVocabulary

/// Shares the places that a model's limits leave among assets, for the greatest total worth, by
/// dynamic programming.
struct PlaceSharing {
  /// How many references each asset gets, in their order.
  struct Share {
    var counts: [Int]
    var value: Double
  }

  private struct State: Hashable {
    let asset: Int
    let used: [LimitCount.Name: Int]
  }

  private let assets: [AssetOptions]
  private var known: [State: Share?] = [:]

  init(_ assets: [AssetOptions]) { self.assets = assets }

  /// The best shares within what `count` leaves; `nil` when not every asset can have its fewest.
  /// Among equals the asset named earlier gets more.
  mutating func best(within count: LimitCount) -> Share? { best(from: 0, count) }

  private mutating func best(from asset: Int, _ count: LimitCount) -> Share? {
    if let all = everything(from: asset, count) { return all }
    let state = State(asset: asset, used: count.used)
    if let share = known[state] { return share }
    var best: Share?
    let options = assets[asset]
    for size in (options.fewest..<options.bySize.count).reversed()
    where count.broken(by: size, of: options.limits) == nil {
      var rest = count
      rest.take(size, of: options.limits)
      guard let others = self.best(from: asset + 1, rest) else { continue }
      let value = options.bySize[size].value + others.value
      if value > best.map({ $0.value + 1e-9 }) ?? -.infinity {
        best = Share(counts: [size] + others.counts, value: value)
      }
    }
    known[state] = .some(best)
    return best
  }

  /// The most of every asset, when that fits: more is always worth more.
  private func everything(from asset: Int, _ count: LimitCount) -> Share? {
    var count = count
    var share = Share(counts: [], value: 0)
    for options in assets[asset...] {
      let size = options.bySize.count - 1
      guard count.broken(by: size, of: options.limits) == nil else { return nil }
      count.take(size, of: options.limits)
      share.counts.append(size)
      share.value += options.bySize[size].value
    }
    return share
  }
}
