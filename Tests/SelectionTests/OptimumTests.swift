import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// The two searches against trying everything, on figures that lead greedy ways astray.
struct OptimumTests {
  @Test func greedyIsNotEnough() {
    // The first picture alone is best, and the other two together are better than it with either.
    let worth = AssetWorth(
      facets: Array(repeating: .any, count: 4),
      covers: [[6, 6, 0, 0], [5, 0, 5, 0], [0, 5, 0, 5]], extras: [0, 0, 0])
    let found = SubsetSearch.best(2, of: [0, 1, 2], over: worth.nothing, worth: worth)
    #expect(found.members == [1, 2])
    #expect(found.value == 20)
    #expect(found.isExact)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func subsetsAreTheBest(seed: UInt64) {
    var random = SeededRandom(state: seed)
    let count = Int.random(in: 1...7, using: &random)
    let worth = AssetWorth(
      facets: Array(repeating: .any, count: 5),
      covers: (0..<count).map { _ in
        (0..<5).map { _ in Double(Int.random(in: 0...9, using: &random)) }
      },
      extras: (0..<count).map { _ in Double.random(in: 0...2, using: &random) })
    let shown = (0..<5).map { _ in Double(Int.random(in: 0...3, using: &random)) }
    for size in 0...count {
      let found = SubsetSearch.best(size, of: Array(0..<count), over: shown, worth: worth)
      let values = (0..<(1 << count)).filter { $0.nonzeroBitCount == size }.map { bits in
        let members = (0..<count).filter { bits >> $0 & 1 == 1 }
        let facets = shown.indices.map { facet in
          members.reduce(shown[facet]) { max($0, worth.covers[$1][facet]) } - shown[facet]
        }
        return facets.reduce(0, +) + members.reduce(0) { $0 + worth.extras[$1] }
      }
      #expect(found.members.count == size)
      #expect(abs(found.value - (values.max() ?? .infinity)) < 1e-9)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func sharesAreTheBest(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    let kinds = Kind.allCases
    let bounds = [Kind.character: 3, .object: 2]
    let images = Int.random(in: 0...8, using: &random)
    let count = LimitCount(try Cast.profile(images: images, kinds: bounds).limits)
    let counted = (0..<4).map { _ in kinds[Int.random(in: 0...2, using: &random)] }
    let options = counted.map { kind in
      var value = 0.0
      let bySize = (0...Int.random(in: 0...4, using: &random)).map { size in
        if size > 0 { value += Double.random(in: 0.1...5, using: &random) }
        return AssetOptions.Option(members: Array(0..<size), value: value)
      }
      return AssetOptions(
        bySize: bySize, fewest: min(bySize.count - 1, Int.random(in: 0...1, using: &random)),
        limits: count.names(for: kind), isExact: true)
    }
    func best(_ asset: Int, _ images: Int, _ bounds: [Kind: Int]) -> Double? {
      guard asset < options.count else { return 0 }
      let one = options[asset]
      return (one.fewest..<one.bySize.count).compactMap { size -> Double? in
        guard size <= images, size <= bounds[counted[asset]] ?? .max else { return nil }
        var left = bounds
        left[counted[asset]] = bounds[counted[asset]].map { $0 - size }
        return best(asset + 1, images - size, left).map { $0 + one.bySize[size].value }
      }.max()
    }
    var sharing = PlaceSharing(options)
    let share = sharing.best(within: count)
    let expected = best(0, images, bounds)
    #expect((share == nil) == (expected == nil))
    if let share, let expected {
      #expect(abs(share.value - expected) < 1e-9)
      let sum = zip(options, share.counts).reduce(0) { $0 + $1.0.bySize[$1.1].value }
      #expect(abs(sum - share.value) < 1e-9)
    }
  }
}
