import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// The two searches against trying everything, on figures that lead greedy ways astray.
struct OptimumTests {
  @Test func greedyIsNotEnough() {
    // The first picture alone is best, and the other two together are better than it with either.
    let worth = AssetWorth(
      facets: Array(repeating: .words, count: 4),
      covers: [[6, 6, 0, 0], [5, 0, 5, 0], [0, 5, 0, 5]], extras: [0, 0, 0])
    let front = SubsetSearch.run(
      2, of: [0, 1, 2], over: worth.nothing, worth: worth, groups: [0, 1, 2], pixels: [0, 0, 0])
    #expect(front.sets.map(\.members) == [[1, 2]])
    #expect(front.upperBound == 20)
    #expect(front.isExact)
  }

  /// Random pictures for one asset.
  private struct Pictures {
    let worth: AssetWorth
    let shown: [Double]
    let groups: [Int]
    let pixels: [Int]

    init(_ random: inout SeededRandom, most: Int) {
      let count = Int.random(in: 1...most, using: &random)
      worth = AssetWorth(
        facets: Array(repeating: .words, count: 5),
        covers: (0..<count).map { _ in
          (0..<5).map { _ in Double(Int.random(in: 0...9, using: &random)) }
        },
        extras: (0..<count).map { _ in Double.random(in: 0...2, using: &random) })
      shown = (0..<5).map { _ in Double(Int.random(in: 0...3, using: &random)) }
      groups = (0..<count).map { _ in Int.random(in: 0..<count * 2, using: &random) }
      pixels = (0..<count).map { _ in Int.random(in: 0...4, using: &random) }
    }

    /// Every set of `size` that keeps to one of each group: its worth and pixels.
    func sets(of size: Int) -> [(value: Double, pixels: Int)] {
      let count = groups.count
      return (0..<(1 << count)).filter { $0.nonzeroBitCount == size }.compactMap { bits in
        let members = (0..<count).filter { bits >> $0 & 1 == 1 }
        guard Set(members.map { groups[$0] }).count == size else { return nil }
        let facets = shown.indices.map { facet in
          members.reduce(shown[facet]) { max($0, worth.cover($1, facet)) } - shown[facet]
        }
        return (
          facets.reduce(0, +) + members.reduce(0) { $0 + worth.extras[$1] },
          members.reduce(0) { $0 + pixels[$1] }
        )
      }
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func noSetIsBetterForItsPixels(block: UInt64) {
    for seed in block * 50..<block * 50 + 50 {
      var random = SeededRandom(state: seed)
      let pictures = Pictures(&random, most: 7)
      let most = Int.random(in: 0...16, using: &random)
      for size in 0...pictures.groups.count {
        let front = SubsetSearch.run(
          size, of: Array(pictures.groups.indices), over: pictures.shown, worth: pictures.worth,
          groups: pictures.groups, pixels: pictures.pixels, mostPixels: most)
        let sets = pictures.sets(of: size).filter { $0.pixels <= most }
        #expect(front.isExact)
        #expect(front.sets.isEmpty == sets.isEmpty)
        for set in sets {
          #expect(front.sets.contains { $0.pixels <= set.pixels && $0.value + 1e-9 >= set.value })
        }
        for found in front.sets {
          #expect(sets.contains { $0.pixels == found.pixels && abs($0.value - found.value) < 1e-9 })
        }
      }
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func anEndedSearchStatesItsBound(seed: UInt64) {
    var random = SeededRandom(state: seed)
    let pictures = Pictures(&random, most: 9)
    for size in 1...min(4, pictures.groups.count) {
      let sets = pictures.sets(of: size)
      let front = SubsetSearch.run(
        size, of: Array(pictures.groups.indices), over: pictures.shown, worth: pictures.worth,
        groups: pictures.groups, pixels: pictures.pixels, budget: Int(seed % 7))
      guard let best = sets.map(\.value).max() else { continue }
      #expect(front.upperBound + 1e-9 >= best)
      if front.isExact { #expect(abs((front.sets.first?.value ?? 0) - best) < 1e-9) }
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func sharesAreTheBest(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    let kinds = Kind.allCases
    let bounds = [Kind.character: 3, .object: 2]
    let images = Int.random(in: 0...8, using: &random)
    let pixels = seed % 3 == 0 ? nil : Int.random(in: 0...30, using: &random)
    let count = LimitUsage(
      try Sample.profile(images: images, kinds: bounds, pixels: pixels).limits)
    let counted = (0..<4).map { _ in kinds[Int.random(in: 0...2, using: &random)] }
    let options = counted.map { kind in
      let bySize = (0...Int.random(in: 0...4, using: &random)).map { size in
        (0..<(size == 0 ? 1 : Int.random(in: 1...3, using: &random))).map { _ in
          AssetOptions.Option(
            members: Array(0..<size),
            value: size == 0 ? 0 : Double(size) + Double.random(in: 0...5, using: &random),
            pixels: size == 0 || pixels == nil
              ? 0 : 3 * size + Int.random(in: 0...3, using: &random))
        }
      }
      return AssetOptions(
        bySize: bySize, upperBounds: bySize.map { $0.map(\.value).max() ?? 0 },
        fewest: min(bySize.count - 1, Int.random(in: 0...1, using: &random)),
        limits: count.names(for: kind), isExact: true)
    }
    func best(_ asset: Int, _ images: Int, _ bounds: [Kind: Int], _ pixels: Int) -> Double? {
      guard asset < options.count else { return 0 }
      let one = options[asset]
      return one.bySize.enumerated().dropFirst(one.fewest).flatMap { size, sets in
        sets.compactMap { set -> Double? in
          guard size <= images, size <= bounds[counted[asset]] ?? .max, set.pixels <= pixels
          else { return nil }
          var left = bounds
          left[counted[asset]] = bounds[counted[asset]].map { $0 - size }
          return best(asset + 1, images - size, left, pixels - set.pixels).map { $0 + set.value }
        }
      }.max()
    }
    let expected = best(0, images, bounds, pixels ?? .max)
    let share = SlotAllocation(options, within: count).best()
    #expect((share == nil) == (expected == nil))
    guard let share, let expected else { return }
    #expect(share.isOptimal && abs(share.value - expected) < 1e-9)
    #expect(abs(share.sets.reduce(0) { $0 + $1.value } - share.value) < 1e-9)
    let hurried = try #require(SlotAllocation(options, within: count).best(budget: 1))
    #expect(hurried.value <= expected + 1e-9 && hurried.upperBound + 1e-9 >= expected)
    #expect(!hurried.isOptimal || abs(hurried.value - expected) < 1e-9)
  }
}
