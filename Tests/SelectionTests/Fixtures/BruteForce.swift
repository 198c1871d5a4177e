import TroupeVocabulary

@testable import TroupeSelection

/// The greatest worth within the limits, by trying every choice: the answer that cleverer ways must
/// reach.
struct BruteForce {
  let images: Int
  let kinds: [Kind: Int]
  /// Pixels that are left for inputs; `nil` for no bound.
  let pixels: Int?

  func best(_ input: SelectionInput) -> Double? {
    best(Sample.choices(input)[...], images, kinds, pixels)
  }

  private func best(
    _ choices: ArraySlice<AssetChoice>, _ images: Int, _ kinds: [Kind: Int], _ pixels: Int?
  ) -> Double? {
    guard let choice = choices.first else { return 0 }
    let kind = choice.asset.kind
    let usable = choice.available
    var best: Double?
    for bits in 0..<(1 << usable.count) {
      let members = usable.indices.filter { bits >> $0 & 1 == 1 }.map { usable[$0] }
      let area = members.reduce(0) {
        $0 + choice.references[$1].width * choice.references[$1].height
      }
      guard members.count >= min(1, usable.count), members.count <= choice.most,
        members.count <= images, members.count <= kinds[kind] ?? .max, area <= pixels ?? .max,
        Set(members.map { choice.groups[$0] }).count == members.count
      else { continue }
      var left = kinds
      left[kind] = kinds[kind].map { $0 - members.count }
      let rest = self.best(
        choices.dropFirst(), images - members.count, left, pixels.map { $0 - area })
      guard let rest else { continue }
      best = max(best ?? -.infinity, Self.worth(members, choice.worth) + rest)
    }
    return best
  }

  /// By the definition: each facet as well as its best picture covers it, and each picture's own.
  static func worth(_ members: [Int], _ worth: AssetWorth) -> Double {
    let facets = worth.facets.indices.map { facet in
      members.map { worth.cover($0, facet) }.max() ?? 0
    }
    return facets.reduce(0, +) + members.map { worth.extras[$0] }.reduce(0, +)
  }
}

extension Sample {
  /// The mentioned assets of `input` as the selector sees them, when the request names no images.
  static func choices(_ input: SelectionInput) -> [AssetChoice] {
    (try? ReferenceSelector.choices(input, ExplicitImages(input))) ?? []
  }
}
