import Foundation

/// How much the batteries of faults try: a few points that a seed chooses, or, where `TROUPE_THOROUGH` is set, all.
package enum Thoroughness {
  /// Whether everything is tried, which takes minutes; `make check` does so.
  package static let isWhole = ProcessInfo.processInfo.environment["TROUPE_THOROUGH"] != nil

  /// All of `points`, or `count` of them that are spread over the whole and chosen by `seed`.
  package static func sample<Point>(_ points: [Point], _ count: Int, seed: UInt64) -> [Point] {
    if isWhole || points.count <= count { return points }
    var random = SeededRandom(state: seed)
    return (0..<count).map { part in
      let start = part * points.count / count
      let end = (part + 1) * points.count / count
      return points[Int.random(in: start..<end, using: &random)]
    }
  }
}
