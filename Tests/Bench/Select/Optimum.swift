import TroupeSelection
import TroupeVocabulary

/// The greatest worth within a model's limits, by trying every set of pictures of each asset and every
/// way to put them together: nothing is estimated and nothing cut off but what another way beats.
///
/// As a request wants it: assets that fit get a picture each in order of mention before worth counts.
struct Optimum {
  /// What is used of images in all, of each kind and of pixels.
  private struct Use: Hashable {
    var counts: [Int]
    var pixels = 0
  }

  /// A set of pictures of one asset.
  private struct Subset {
    let count: Int
    let pixels: Int
    let worth: Double
  }

  private let tables: [WorthTable]
  private let limits: SceneLimits

  init(_ tables: [WorthTable], _ limits: SceneLimits) {
    self.tables = tables
    self.limits = limits
  }

  var worth: Double {
    var left = limits.left
    var admitted: [WorthTable] = []
    for table in tables where table.fewest > 0 {
      let step = limits.use(of: table.kind, pixels: table.pixels.min() ?? 0)
      guard limits.fits(step, in: left) else { continue }
      left = zip(left, step).map { $0 - $1 }
      admitted.append(table)
    }
    // By what is used of counts, the worth that can be had for so many pixels.
    var states: [[Int]: [(pixels: Int, worth: Double)]] = [limits.none: [(0, 0)]]
    for table in admitted + tables.filter({ $0.fewest == 0 }) {
      var next: [[Int]: [(pixels: Int, worth: Double)]] = [:]
      for subset in subsets(of: table) {
        for (used, ways) in states {
          let counts = zip(used, limits.use(of: table.kind, pixels: 0)).map {
            $0 + $1 * subset.count
          }
          for way in ways {
            var use = counts
            use[SceneLimits.pixelPlace] = way.pixels + subset.pixels
            guard limits.fits(use, in: limits.left) else { continue }
            next[counts, default: []].append(
              (way.pixels + subset.pixels, way.worth + subset.worth))
          }
        }
      }
      states = next.mapValues(Self.unbeaten)
    }
    return states.values.flatMap(\.self).map(\.worth).max() ?? 0
  }

  /// Those that no other beats in pixels and worth both.
  private static func unbeaten(
    _ ways: [(pixels: Int, worth: Double)]
  ) -> [(pixels: Int, worth: Double)] {
    var kept: [(pixels: Int, worth: Double)] = []
    for way in ways.sorted(by: { ($0.pixels, -$0.worth) < ($1.pixels, -$1.worth) })
    where kept.last.map({ way.worth > $0.worth }) ?? true {
      kept.append(way)
    }
    return kept
  }

  /// Every set of allowed size without two near-duplicates; of one size and pixels the best alone.
  private func subsets(of table: WorthTable) -> [Subset] {
    var best = Array(repeating: [Int: Double](), count: table.most + 1)
    func extend(_ start: Int, _ groups: [Int], _ covered: [Double], _ pixels: Int, _ worth: Double)
    {
      if groups.count >= table.fewest, best[groups.count][pixels, default: -1] < worth {
        best[groups.count][pixels] = worth
      }
      guard groups.count < table.most else { return }
      for one in start..<max(start, table.pictures.count)
      where !groups.contains(table.groups[one]) {
        var (after, gain) = (covered, table.extras[one])
        for facet in after.indices where table.covers[one][facet] > after[facet] {
          gain += table.covers[one][facet] - after[facet]
          after[facet] = table.covers[one][facet]
        }
        let area = limits.countsPixels ? pixels + table.pixels[one] : 0
        extend(one + 1, groups + [table.groups[one]], after, area, worth + gain)
      }
    }
    extend(0, [], table.alreadyCovered, 0, 0)
    return best.enumerated().flatMap { count, sets in
      Self.unbeaten(sets.map { (pixels: $0.key, worth: $0.value) }).map {
        Subset(count: count, pixels: $0.pixels, worth: $0.worth)
      }
    }
  }
}
