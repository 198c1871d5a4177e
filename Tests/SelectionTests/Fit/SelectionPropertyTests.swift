import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Random small cases, the same on every run.
struct SelectionPropertyTests {
  private static func seeds(_ range: Range<UInt64>) -> [UInt64] {
    Thoroughness.sample(Array(range), range.count / 6, seed: 5)
  }

  @Test func limitsAreNeverPassed() throws {
    for seed in Self.seeds(0..<700) {
      let random = try RandomRequest(seed)
      guard let result = try random.select() else { continue }
      let chosen = result.selection.chosen
      #expect(chosen.count <= random.images, "seed \(seed)")
      for (kind, bound) in random.bounds {
        let count = chosen.filter { one in
          one.kind == kind || one.sheet?.contains { $0.kind == kind } == true
        }.count
        #expect(count <= bound, "seed \(seed)")
      }
      let sizes = Dictionary(
        random.input.assets.flatMap(\.references).map { ($0.digest, $0.width * $0.height) },
        uniquingKeysWith: { first, _ in first })
      let pixels = chosen.reduce(0) {
        $0 + ($1.sheet == nil ? sizes[$1.reference, default: 0] : 2048 * 2048)
      }
      #expect(pixels <= random.pixels ?? .max, "seed \(seed)")
      #expect(chosen.map(\.position) == Array(1..<chosen.count + 1))
      for use in result.limits { #expect(use.used <= use.bound ?? .max, "seed \(seed)") }
    }
  }

  @Test func everyCandidateHasOneVerdictAndEveryAssetAPicture() throws {
    for seed in Self.seeds(0..<500) {
      let random = try RandomRequest(seed)
      guard let result = try random.select() else { continue }
      let selection = result.selection
      let inside = selection.chosen.flatMap { one in
        one.sheet?.map(\.reference) ?? [one.reference]
      }
      let verdicts = inside + selection.excluded.map(\.reference)
      let all = random.input.assets.flatMap(\.references).map(\.digest)
      #expect(verdicts.sorted() == all.sorted(), "seed \(seed)")
      let reasons = selection.chosen.map(\.reason) + selection.excluded.map(\.reason)
      #expect(reasons.allSatisfy { !$0.isEmpty })
      let worded = Set(result.adjustments.filter { $0.field == "references" }.map(\.before))
      for one in random.input.assets where !worded.contains("\(one.asset.handle)") {
        #expect(selection.chosen.contains { $0.shows(one.asset.handle) }, "seed \(seed)")
      }
    }
  }

  @Test func orderOfCandidatesMakesNoDifference() throws {
    for seed in Self.seeds(0..<200) {
      let random = try RandomRequest(seed)
      let input = random.input
      var order = SeededRandom(state: seed &+ 99)
      let shuffled = input.assets.map {
        AssetCandidates(
          asset: $0.asset, references: $0.references.shuffled(using: &order),
          nearDuplicates: $0.nearDuplicates,
          sharpness: $0.sharpness)
      }.shuffled(using: &order)
      var other = random
      other.input = try SelectionInput(
        parsing: input.request, profile: input.profile, assets: shuffled)
      #expect(try random.select() == other.select(), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func worthIsThatOfBruteForce(block: UInt64) throws {
    for seed in Self.seeds(10_000 + block * 600..<10_600 + block * 600) {
      let random = try RandomRequest(seed, mostReferences: seed % 8 == 0 ? 6 : 4)
      guard let result = try random.select(),
        !result.adjustments.contains(where: { $0.reason.contains("it takes at most") }),
        !result.selection.chosen.contains(where: { $0.sheet != nil })
      else { continue }
      let proof = try #require(result.selection.proof)
      #expect(proof.isOptimal && proof.bound == proof.value)
      let worth = result.selection.chosen.reduce(0) { $0 + $1.value }
      #expect(abs(worth - proof.value) < 1e-6)
      let plain = BruteForce(images: random.images, kinds: random.bounds, pixels: random.pixels)
      let best = try #require(plain.best(random.input), "seed \(seed)")
      #expect(abs(worth - best) < 1e-6, "seed \(seed): \(worth) of \(best)")
    }
  }

  @Test func failsOnlyWhereNothingFits() throws {
    for seed in Self.seeds(20_000..<20_400) {
      var random = try RandomRequest(seed, mostReferences: 4)
      random.input = random.input.with(overflow: .fail)
      guard try random.select() == nil else { continue }
      let plain = BruteForce(images: random.images, kinds: random.bounds, pixels: random.pixels)
      #expect(plain.best(random.input) == nil, "seed \(seed)")
    }
  }

  /// Where it does not change which look is shown or who gets a picture at all, which come before
  /// worth.
  @Test func anotherCandidateNeverLowersTheWorth() throws {
    for seed in Self.seeds(30_000..<30_600) {
      var random = try RandomRequest(seed)
      random.input = random.input.with(overflow: .drop)
      guard let full = random.input.assets.first?.references, let last = full.last,
        full.dropLast().contains(where: { $0.look == last.look })
      else { continue }
      guard let after = try random.select() else { continue }
      let first = random.input.assets[0]
      let fewer = AssetCandidates(
        asset: first.asset, references: full.dropLast(), nearDuplicates: first.nearDuplicates,
        sharpness: first.sharpness)
      let input = try SelectionInput(
        parsing: random.input.request, profile: random.input.profile,
        assets: [fewer] + random.input.assets.dropFirst())
      let before = try ReferenceSelector.select(input)
      let shown = [input, random.input].map { input in
        Sample.choices(input).map { choice in
          [choice.lookRule.shown]
            + choice.references.indices.filter { choice.isExcludedByLook[$0] }
            .map { [choice.references[$0].digest.short] }
        }
      }
      guard before.adjustments == after.adjustments, shown[0] == shown[1] else { continue }
      let values = [before, after].map { $0.selection.proof?.value ?? 0 }
      #expect(values[0] <= values[1] + 1e-9, "seed \(seed) \(random.input.request.prompt)")
    }
  }

  @Test func manyCandidatesStayQuickAndHonest() throws {
    let kael = try Sample.asset("kael")
    let references = (0..<150).map {
      Sample.reference(kael, $0, View.named[$0 % 8], size: 300 + $0 * 7 % 700)
    }
    let result = try Sample.select(
      "@kael, portrait, full body, in profile, from behind, smiling",
      [AssetCandidates(asset: kael, references: references)], Sample.profile())
    #expect(result.selection.isOptimal)
    #expect(result.selection.chosen.count == 5)
    #expect(Set(result.selection.chosen.compactMap(\.view)).count == 5)
  }
}

extension SelectionInput {
  func with(overflow: Overflow) -> SelectionInput {
    var request = request
    request.overflow = overflow
    return SelectionInput(
      request: request, prompt: prompt, profile: profile, assets: assets)
  }
}
