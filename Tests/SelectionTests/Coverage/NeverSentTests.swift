import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// A reference reported as never sent is not sent, whatever a request asks for.
@Suite struct NeverSentTests {
  private static let views = ["profile", "back", "face", "front", "expression", "hands", "detail"]
  private static let looks = ["", "", "/casual", "/winter-coat"]
  private static let roles = ["", "", "", " as pose", " as style"]
  private static let words =
    RandomRequest.captions + RandomRequest.endings + [
      "angry", "umbrella", "in tears, 特写", "casual",
    ]

  private struct Draw {
    var random: SeededRandom

    mutating func of<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }

    /// A random request for one asset, alone or with others.
    mutating func request(_ handle: Handle, with others: [Handle], model: String) -> Request {
      let looks = NeverSentTests.looks
      let first = "\(handle)\(of(looks))\(of(["", "", "*0.1", "*10"]))\(of(NeverSentTests.roles))"
      let second = of([true, false, false]) ? " and \(handle)\(of(looks))" : ""
      var rest = ""
      for other in others where of([true, false, false]) { rest += " with \(other)" }
      var words: [String] = []
      for _ in 0..<Int.random(in: 0...3, using: &random) { words.append(of(NeverSentTests.words)) }
      var wishes: [ViewWish] = []
      for view in NeverSentTests.views where of([true, false, false]) {
        wishes.append(ViewWish(View(rawValue: view)))
      }
      return Request(
        prompt: "\(first)\(second)\(rest), \(words.joined(separator: ", "))", model: model,
        parent: of([nil, nil, nil, Sample.image(99, .parent)]),
        views: wishes, usesHardLimits: of([true, false]), overflow: .drop)
    }
  }

  /// Makes `count` random requests for `candidates`, and records what should not have been sent.
  private func check(
    _ candidates: AssetCandidates, among all: [AssetCandidates], _ profile: ModelProfile,
    count: Int, _ draw: inout Draw
  ) throws -> [NeverSent.Cause] {
    let never = NeverSent(candidates).all(for: profile)
    if never.isEmpty { return [] }
    let out = Set(never.map(\.reference.digest))
    let handle = candidates.asset.handle
    let others = all.map(\.asset.handle).filter { $0 != handle }
    for _ in 0..<count {
      let request = draw.request(handle, with: others, model: profile.id)
      guard
        let selection = try? ReferenceSelector.select(
          SelectionInput(parsing: request, profile: profile, assets: all)
        ).selection
      else { continue }  // The parent alone may be too much.
      let sent = selection.chosen.filter { $0.asset == handle && out.contains($0.reference) }
      let causes = never.filter { one in sent.contains { $0.reference == one.reference.digest } }
      #expect(sent.isEmpty, "\(request.prompt) \(request.views) sends \(causes)")
    }
    return never.map(\.cause)
  }

  @Test func noRequestSendsThemInRandomLibraries() throws {
    var draw = Draw(random: SeededRandom(state: 1))
    var causes: [NeverSent.Cause] = []
    for seed in 0..<150 as Range<UInt64> {
      let one = try RandomRequest(seed, mostReferences: 12)
      for candidates in one.input.assets {
        causes += try check(
          candidates, among: one.input.assets, one.input.profile, count: 10, &draw)
      }
    }
    #expect(causes.contains { if case .nearDuplicate = $0 { true } else { false } })
    #expect(causes.contains { if case .tooManyPixels = $0 { true } else { false } })
  }

  @Test func noRequestSendsThemInLibrariesOfOneLook() throws {
    var draw = Draw(random: SeededRandom(state: 2))
    var causes: [NeverSent.Cause] = []
    let kael = try Sample.asset("kael", looks: [Look(name: "casual"), Look(name: "winter-coat")])
    let views = [View?.none] + Self.views.map(View.init(rawValue:))
    for _ in 0..<20 {
      var sharpness: [Digest: Double] = [:]
      var references: [Reference] = []
      for number in 0..<Int.random(in: 6...14, using: &draw.random) {
        let one = Sample.reference(
          kael, number, draw.of(views),
          isPinned: draw.of([true] + Array(repeating: false, count: 11)),
          size: draw.of([600, 1000, 2000]), caption: draw.of(["", "", "", "furious", "running"]))
        sharpness[one.digest] = draw.of([nil, 20, 3000])
        references.append(one)
      }
      let nearDuplicates = draw.of([[], [references.suffix(2).map(\.digest)]])
      let candidates = AssetCandidates(
        asset: kael, references: references, nearDuplicates: nearDuplicates, sharpness: sharpness)
      for images in [1, 2, 3, 4, 14] {
        let profile = try Sample.profile(images: images)
        causes += try check(candidates, among: [candidates], profile, count: 12, &draw)
      }
    }
    #expect(causes.contains { if case .redundant = $0 { true } else { false } })
  }

  @Test func eachCauseNamesWhatItIs() throws {
    let kael = try Sample.asset("kael")
    let views: [View] = [.front, .front, .profile, .back, .fullBody, .face, .face]
    let all = views.enumerated().map { Sample.reference(kael, $0, $1) }
    let candidates = AssetCandidates(
      asset: kael, references: all, nearDuplicates: [[all[5].digest, all[6].digest]])
    func never(_ profile: ModelProfile) -> [NeverSent.Cause] {
      NeverSent(candidates).all(for: profile).map(\.cause)
    }
    let wide = NeverSent(candidates).all(for: try Sample.profile())
    #expect(wide.map(\.reference) == [all[1], all[6]])
    #expect(wide.map(\.cause) == [.redundant(all[0].digest), .nearDuplicate(all[5].digest)])
    // With one place, a picture of the same view that is as good is enough.
    #expect(
      try never(Sample.profile(images: 1)) == [
        .dominated([all[0].digest]), .nearDuplicate(all[5].digest),
      ])
    #expect(
      try never(Sample.profile(images: 0)) == Array(repeating: .notAccepted(.images), count: 7))
    #expect(
      try never(Sample.profile(pixels: 1_000_000))
        == Array(repeating: .tooManyPixels(1_000_000), count: 7))
    // As a pose it may still be sent.
    #expect(try never(Sample.profile(kinds: [.character: 0])).count < 7)
    // A caption, a pin, another look may bring each of them in.
    let captioned = [Sample.reference(kael, 1, .front, caption: "running")]
    let pinned = [Sample.reference(kael, 1, .front, isPinned: true)]
    let inOtherLook = [Sample.reference(kael, 1, .front, look: "casual")]
    for second in [captioned, pinned, inOtherLook] {
      let other = AssetCandidates(asset: kael, references: [all[0]] + second + all[2...5])
      let never = NeverSent(other).all(for: try Sample.profile()).map(\.reference)
      #expect(!never.contains(second[0]))
    }
  }
}
