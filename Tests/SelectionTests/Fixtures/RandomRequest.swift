import TestSupport
import TroupeVocabulary

@testable import TroupeSelection

/// A random small request, the same for the same seed.
struct RandomRequest {
  var input: SelectionInput
  var bounds: [Kind: Int]
  var images: Int
  /// Pixels left for inputs; `nil` for no bound.
  var pixels: Int?

  static let views: [View?] = [
    .front, .threeQuarter, .profile, .back, .face, .detail, .expression,
    View(rawValue: "hands"), nil,
  ]
  static let captions = ["", "", "furious", "smiling at noon", "running, not angry", "愤怒"]
  static let endings = [
    "", " in profile", " from behind, close-up", " furious", " 生气 背影", ", hands, smiling",
    " in his winter coat", " not in profile",
  ]

  init(_ seed: UInt64, mostReferences: Int = 6, countsPixels: Bool? = nil) throws {
    var random = SeededRandom(state: seed)
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }
    let kinds: [Kind] = [.character, .character, .object, .style]
    var assets: [AssetCandidates] = []
    for number in 0..<Int.random(in: 1...3, using: &random) {
      let asset = try Sample.asset(
        "a\(number)", pick(kinds), looks: [Look(name: "casual"), Look(name: "winter-coat")])
      var sharpness: [Digest: Double] = [:]
      let references = (0..<Int.random(in: 0...mostReferences, using: &random)).map { index in
        let reference = Sample.reference(
          asset, index, pick(Self.views), look: pick([nil, nil, "casual", "winter-coat"]),
          isPinned: Int.random(in: 0..<8, using: &random) == 0, size: pick([200, 600, 1000, 2000]),
          caption: pick(Self.captions), tags: pick([[], ["angry"], ["umbrella"]]))
        if Bool.random(using: &random) { sharpness[reference.digest] = pick([20, 400, 3000]) }
        return reference
      }
      let nearDuplicates =
        references.count > 2 && Bool.random(using: &random)
        ? [references.prefix(2).map(\.digest)] : []
      assets.append(
        AssetCandidates(
          asset: asset, references: references, nearDuplicates: nearDuplicates, sharpness: sharpness
        ))
    }
    let mentions = assets.map { $0.asset.handle.description + pick(["", "", "/casual"]) }
    let joiner = pick([" and ", " from behind, ", " with an umbrella. Then "])
    images = Int.random(in: 1...6, using: &random)
    bounds = [:]
    for kind in Kind.allCases where Bool.random(using: &random) {
      bounds[kind] = Int.random(in: 0...4, using: &random)
    }
    let isCounting = countsPixels ?? Bool.random(using: &random)
    pixels = isCounting ? pick([100_000, 500_000, 1_500_000, 5_000_000, 9_000_000]) : nil
    let output = pick([nil, 1_000_000])
    let profile = try Sample.profile(
      images: images, kinds: bounds, pixels: pixels.map { $0 + (output ?? 0) }, output: output)
    let wishes = pick([[], [], [ViewWish(.profile)], [ViewWish(.face, of: assets[0].asset.handle)]])
    let request = Request(
      prompt: mentions.joined(separator: joiner) + pick(Self.endings), model: profile.id,
      views: wishes, overflow: pick([.fail, .sheet, .drop]))
    input = try SelectionInput(parsing: request, profile: profile, assets: assets)
  }

  /// The selection, or `nil` when it fails because not every asset fits.
  func select() throws -> SelectionResult? {
    do { return try ReferenceSelector.select(input) } catch {
      guard error.code == "does_not_fit", input.request.overflow != .drop else { throw error }
      return nil
    }
  }
}
