import Foundation
import TroupeSelection
import TroupeVocabulary

/// SplitMix64: the same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A request with its candidates, as a user of such tools has them: some assets with many pictures, most of
/// them from the front, and a prompt that asks for some views.
struct Scene {
  let input: SelectionInput
  /// The views that the prompt asks for and some picture shows.
  let asked: [(asset: Handle, view: View)]

  private static let views: [View?] = [
    .front, .front, .front, .threeQuarter, .threeQuarter, .face, .profile, .back, .fullBody,
    .expression, nil,
  ]
  private static let phrases: [(View, String)] = [
    (.profile, "in profile"), (.back, "seen from behind"), (.face, "in close-up"),
    (.fullBody, "head to toe"), (.front, "facing the camera"),
    (.threeQuarter, "three-quarter view"),
  ]

  init(
    seed: UInt64, profile: ModelProfile, assets count: Int, pictures: ClosedRange<Int>,
    mentions: Int? = nil
  ) throws {
    var random = SeededRandom(state: seed)
    let day = Date(timeIntervalSince1970: 1_790_000_000)
    var assets: [AssetCandidates] = []
    var words: [String] = []
    var asked: [(asset: Handle, view: View)] = []
    for number in 0..<count {
      let kind: Kind = number % 5 == 4 ? .style : number % 3 == 2 ? .object : .character
      let asset = Asset(
        id: ULID(at: day, entropy: UInt128(number)), handle: try Handle("a\(number)"), kind: kind,
        name: "A\(number)", looks: [Look(name: "winter")], createdAt: day)
      var sharpness: [Digest: Double] = [:]
      let references = (0..<Int.random(in: pictures, using: &random)).map { rank in
        let digest = Digest(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
        let one = Reference(
          digest: digest, source: digest, asset: asset.handle,
          kind: kind, view: Self.views.randomElement(using: &random) ?? nil,
          look: Int.random(in: 0..<5, using: &random) == 0 ? "winter" : nil,
          rank: rank, width: 1024, height: Int.random(in: 400...1600, using: &random),
          byteCount: 400_000, type: .png, importedAt: day)
        sharpness[one.digest] = Double.random(in: 20...2000, using: &random)
        return one
      }
      // Every tenth picture was kept in two versions.
      let twins = stride(from: 0, to: references.count - 1, by: 10).map {
        [references[$0].digest, references[$0 + 1].digest]
      }
      assets.append(
        AssetCandidates(
          asset: asset, references: references, twins: twins, sharpness: sharpness))
      guard number < mentions ?? count else { continue }
      guard kind != .style, Bool.random(using: &random),
        let (view, phrase) = Self.phrases.randomElement(using: &random)
      else {
        words.append("@a\(number)")
        continue
      }
      words.append("@a\(number) \(phrase)")
      let isShown = references.contains { $0.view == view && $0.look == nil }
      if isShown { asked.append((asset.handle, view)) }
    }
    self.asked = asked
    input = SelectionInput(
      request: Request(
        prompt: words.joined(separator: ". "), model: profile.id, overflow: .drop),
      profile: profile, assets: assets)
  }
}
