import TroupeVocabulary

@testable import TroupeSelection

/// The greatest worth within the limits, by trying every choice: the answer that cleverer ways must
/// reach.
struct BruteForce {
  let random: SelectionPropertyTests.Case

  init(_ random: SelectionPropertyTests.Case) { self.random = random }

  func best() throws -> Double? {
    let input = random.input
    let mentions = try Mentions(in: input.request.prompt, known: input.assets.known)
    let choices = mentions.assets.compactMap { mention in
      input.assets.of(mention.handle).map {
        AssetChoice($0, mention: mention, demand: Demand(in: mentions.words), named: [])
      }
    }
    return best(choices[...], images: random.images, kinds: random.bounds)
  }

  private func best(
    _ choices: ArraySlice<AssetChoice>, images: Int, kinds: [Kind: Int]
  ) -> Double? {
    guard let choice = choices.first else { return 0 }
    let kind = choice.asset.kind
    let count = choice.references.count
    let asked = Set(choice.references.compactMap(\.view)).filter {
      choice.demand.phrases[$0] != nil
    }
    let pinned = choice.references.filter {
      FacetTable.isPinned($0, asked: choice.mention.looks)
    }
    let most = max(4, pinned.count, asked.count)
    var best: Double?
    for bits in 0..<(1 << count) {
      let members = (0..<count).filter { bits >> $0 & 1 == 1 }
      guard members.count >= min(1, count), members.count <= most, members.count <= images,
        members.count <= kinds[kind] ?? .max
      else { continue }
      var left = kinds
      left[kind] = kinds[kind].map { $0 - members.count }
      guard
        let rest = self.best(choices.dropFirst(), images: images - members.count, kinds: left)
      else { continue }
      best = max(best ?? -.infinity, worth(members, choice.worth) + rest)
    }
    return best
  }

  /// By the definition: each facet as well as its best picture covers it, and each picture's own.
  private func worth(_ members: [Int], _ worth: AssetWorth) -> Double {
    let facets = worth.facets.indices.map { facet in
      members.map { worth.covers[$0][facet] }.max() ?? 0
    }
    return facets.reduce(0, +) + members.map { worth.extras[$0] }.reduce(0, +)
  }
}
