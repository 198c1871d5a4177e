import Foundation
import TroupeSelection
import TroupeVocabulary

/// What a way of choosing reached over many requests.
struct Score: Encodable {
  private var shares: [Double] = []
  private var times: [Double] = []
  private(set) var asked = 0
  private(set) var met = 0.0
  private(set) var mentioned = 0
  private(set) var shown = 0.0
  private(set) var requests = 0
  private(set) var broken = 0.0

  /// Adds one request by what was chosen for it, the mean of several draws where chance has a part.
  mutating func add(_ draws: [Set<Digest>], _ judge: Judge, seconds: Double? = nil) {
    let weight = 1 / Double(draws.count)
    if judge.best > 0 {
      shares.append(draws.map { judge.worth(of: $0) / judge.best }.reduce(0, +) * weight)
    }
    asked += judge.scene.wishes.count
    mentioned += judge.pictures.count
    requests += 1
    for chosen in draws {
      met += weight * Double(judge.scene.wishes.count { !$0.pictures.isDisjoint(with: chosen) })
      shown += weight * Double(judge.pictures.count { $0.contains { chosen.contains($0.digest) } })
      broken += judge.isWithinLimits(chosen) ? 0 : weight
    }
    if let seconds { times.append(seconds) }
  }

  private var mean: Double { shares.reduce(0, +) / Double(max(shares.count, 1)) }
  private var least: Double { shares.min() ?? 0 }
  private var optimal: Int { shares.count { abs($0 - 1) < 1e-9 } }

  static let heading =
    "                     of optimum   least  at it  asked seen  assets shown  over a limit  median ms"

  func line(_ name: String) -> String {
    let time = times.isEmpty ? "" : String(format: "%11.3f", times.median * 1e3)
    return name.padding(toLength: 20, withPad: " ", startingAt: 0)
      + String(
        format: "%11.4f %7.3f %6d %10.1f%% %12.1f%% %12.1f%%", mean, least, optimal,
        100 * met / Double(max(asked, 1)), 100 * shown / Double(max(mentioned, 1)),
        100 * broken / Double(max(requests, 1))) + time
  }

  private enum CodingKeys: String, CodingKey {
    case requests, mean, least, optimal, asked, met, mentioned, shown, overLimit, medianSeconds
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(requests, forKey: .requests)
    try container.encode(mean, forKey: .mean)
    try container.encode(least, forKey: .least)
    try container.encode(optimal, forKey: .optimal)
    try container.encode(asked, forKey: .asked)
    try container.encode(met, forKey: .met)
    try container.encode(mentioned, forKey: .mentioned)
    try container.encode(shown, forKey: .shown)
    try container.encode(broken, forKey: .overLimit)
    if !times.isEmpty { try container.encode(times.median, forKey: .medianSeconds) }
  }
}

/// Judges what was chosen for one request by the definition of worth and by what pictures show.
struct Judge {
  let scene: Scene
  let limits: SceneLimits
  /// The pictures of each asset that the request mentions.
  let pictures: [[Reference]]
  let best: Double
  private let tables: [WorthTable]

  init(_ scene: Scene, mentioned: Int) throws {
    self.scene = scene
    limits = SceneLimits(scene.input)
    tables = try ReferenceSelector.worth(to: scene.input)
    pictures = scene.input.assets.prefix(mentioned).map(\.references)
    best = Optimum(tables, limits).worth
  }

  /// Pictures that would mislead, repeats and near-duplicates add nothing.
  func worth(of chosen: Set<Digest>) -> Double {
    tables.reduce(0) { total, table in
      var (worth, covered, groups) = (0.0, table.alreadyCovered, Set<Int>())
      for (one, digest) in table.pictures.enumerated()
      where chosen.contains(digest) && groups.insert(table.groups[one]).inserted {
        worth += table.extras[one]
        for facet in covered.indices where table.covers[one][facet] > covered[facet] {
          worth += table.covers[one][facet] - covered[facet]
          covered[facet] = table.covers[one][facet]
        }
      }
      return total + worth
    }
  }

  func isWithinLimits(_ chosen: Set<Digest>) -> Bool {
    let uses = pictures.flatMap(\.self).filter { chosen.contains($0.digest) }
      .map { limits.use(of: $0.kind, pixels: $0.width * $0.height) }
    return limits.fits(uses.reduce(limits.none) { zip($0, $1).map { $0 + $1 } }, in: limits.left)
  }
}

extension [Double] {
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
