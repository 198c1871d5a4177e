import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Random small cases, the same on every run.
struct SelectionPropertyTests {
  struct Case {
    var input: SelectionInput
    var bounds: [Kind: Int]
    var images: Int
  }

  static func randomCase(_ seed: UInt64) throws -> Case {
    var random = SeededRandom(state: seed)
    let views: [View?] = [.front, .profile, .back, .face, .detail, View(rawValue: "hands"), nil]
    let assets = try (0..<Int.random(in: 1...3, using: &random)).map { number in
      let kind = Kind.allCases.randomElement(using: &random) ?? .character
      let asset = try Cast.asset("a\(number)", kind, looks: [Look(name: "casual")])
      let references = (0..<Int.random(in: 0...5, using: &random)).map { index in
        Cast.reference(
          asset, index, views.randomElement(using: &random) ?? nil,
          look: Bool.random(using: &random) ? "casual" : nil,
          isPinned: Int.random(in: 0..<6, using: &random) == 0,
          size: [200, 600, 2000].randomElement(using: &random) ?? 600)
      }
      return AssetCandidates(asset: asset, references: references)
    }
    let mentions = assets.map {
      $0.asset.handle.description + (Bool.random(using: &random) ? "/casual" : "")
    }
    let endings = ["", " in profile", " from behind, close-up"]
    let ending = endings[Int.random(in: 0..<endings.count, using: &random)]
    let prompt = mentions.joined(separator: " and ") + ending
    let images = Int.random(in: 1...6, using: &random)
    let bounds = Dictionary(
      uniqueKeysWithValues: Kind.allCases.filter { _ in Bool.random(using: &random) }
        .map { ($0, Int.random(in: 0...4, using: &random)) })
    let profile = try Cast.profile(images: images, kinds: bounds)
    let overflow: Overflow = Bool.random(using: &random) ? .fail : .drop
    let request = Request(prompt: prompt, model: profile.id, overflow: overflow)
    return Case(
      input: SelectionInput(request: request, profile: profile, assets: assets), bounds: bounds,
      images: images)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func keepsEveryPromise(seed: UInt64) throws {
    let random = try Self.randomCase(seed)
    let input = random.input
    let result: SelectionResult
    do {
      result = try ReferenceSelector.select(input)
    } catch {
      #expect(error.code == "does_not_fit")
      #expect(input.request.overflow == .fail)
      return
    }
    let chosen = result.selection.chosen
    #expect(chosen.count <= random.images)
    for (kind, bound) in random.bounds { #expect(chosen.filter { $0.kind == kind }.count <= bound) }
    #expect(chosen.map(\.position) == Array(1..<chosen.count + 1))
    let worded = Set(result.adjustments.map(\.before))
    for one in input.assets where !worded.contains("\(one.asset.handle)") {
      #expect(chosen.contains { $0.asset == one.asset.handle })
    }
    let verdicts = chosen.map(\.reference) + result.selection.excluded.map(\.reference)
    #expect(verdicts.sorted() == input.assets.flatMap(\.references).map(\.digest).sorted())
    #expect(
      (chosen.map(\.reason) + result.selection.excluded.map(\.reason)).allSatisfy { !$0.isEmpty })

    var order = SeededRandom(state: seed &+ 99)
    let shuffled = input.assets.map {
      AssetCandidates(asset: $0.asset, references: $0.references.shuffled(using: &order))
    }.shuffled(using: &order)
    let again = try ReferenceSelector.select(
      SelectionInput(request: input.request, profile: input.profile, assets: shuffled))
    #expect(again == result)
  }

  @Test(arguments: 1000..<1200 as Range<UInt64>)
  func worthIsThatOfBruteForce(seed: UInt64) throws {
    let random = try Self.randomCase(seed)
    guard let result = try? ReferenceSelector.select(random.input),
      !result.adjustments.contains(where: { $0.reason.contains("are the most") })
    else { return }
    #expect(result.selection.isOptimal)
    let worth = result.selection.chosen.reduce(0) { $0 + $1.value }
    let best = try #require(try BruteForce(random).best())
    #expect(abs(worth - best) < 1e-6)
  }

  @Test func manyCandidatesStayQuickAndHonest() throws {
    let kael = try Cast.asset("kael")
    let references = (0..<150).map {
      Cast.reference(kael, $0, View.named[$0 % 8], size: 300 + $0 * 7 % 700)
    }
    let result = try Cast.select(
      "@kael, portrait, full body, in profile, from behind, smiling",
      [AssetCandidates(asset: kael, references: references)], Cast.profile())
    #expect(result.selection.isOptimal)
    #expect(result.selection.chosen.count == 5)
    #expect(Set(result.selection.chosen.compactMap(\.view)).count == 5)
  }
}
