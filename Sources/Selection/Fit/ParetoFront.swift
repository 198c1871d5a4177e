/// Sets of references that no other found set dominates: none is worth as much for as few pixels.
struct ParetoFront {
  /// One set.
  struct Subset: Sendable {
    let members: [Int]
    let value: Double
    let pixels: Int
  }

  /// Fewest pixels first, and so least worth first.
  private(set) var subsets: [Subset] = []

  /// Sums in another order differ in the last bits, which must not decide.
  private static let tolerance = 1e-9

  /// Inserts a set unless the front dominates it, and removes the sets that it dominates.
  /// - Parameter members: called only for a set that is inserted.
  mutating func insert(value: Double, pixels: Int, members: () -> [Int]) {
    guard !dominates(value: value, pixels: pixels) else { return }
    let index = count(within: pixels - 1)
    let dominated = subsets[index...].prefix { $0.value <= value + Self.tolerance }
    let subset = Subset(members: members(), value: value, pixels: pixels)
    subsets.replaceSubrange(
      dominated.startIndex..<dominated.endIndex, with: CollectionOfOne(subset))
  }

  /// Whether a set of the front is worth at least `value` for no more than `pixels`.
  func dominates(value: Double, pixels: Int) -> Bool {
    let index = count(within: pixels)
    return index > 0 && subsets[index - 1].value + Self.tolerance >= value
  }

  /// The number of sets that take no more than `pixels`; the last of them is worth most.
  private func count(within pixels: Int) -> Int {
    var (low, high) = (0, subsets.count)
    while low < high {
      let middle = (low + high) / 2
      if subsets[middle].pixels <= pixels { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
