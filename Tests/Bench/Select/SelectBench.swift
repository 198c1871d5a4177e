import Foundation
import TroupeProviders
import TroupeSelection
import TroupeVocabulary

/// How well and how fast references are chosen, beside the rules that other tools go by.
@main struct SelectBench {
  private static let models = ["gemini-2.5-flash-image", "gemini-3-pro-image"]
  private static let scenes = 200

  static func main() throws {
    let registry = try ModelRegistry()
    let profiles = try models.map { try registry.profile(named: $0).profile }
    if !CommandLine.arguments.contains("--time") {
      for profile in profiles { try compare(profile) }
    }
    for profile in profiles { try time(profile) }
  }

  /// What a way of choosing reached over all scenes.
  private struct Score {
    var shares: [Double] = []
    var seen = 0
    var asked = 0
    var seconds: [Double] = []

    mutating func add(_ pictures: Set<Digest>, worth: Double, best: Double, in scene: Scene) {
      if best > 0 { shares.append(worth / best) }
      let shown = scene.input.assets.flatMap(\.references).filter { pictures.contains($0.digest) }
      asked += scene.asked.count
      seen += scene.asked.count { wish in
        shown.contains { $0.asset == wish.asset && $0.view == wish.view && $0.look == nil }
      }
    }

    func line(_ name: String) -> String {
      let mean = shares.reduce(0, +) / Double(max(shares.count, 1))
      let views = Double(seen) / Double(max(asked, 1))
      let time = seconds.isEmpty ? "" : String(format: "%9.3f ms", median(seconds) * 1e3)
      return name.padding(toLength: 20, withPad: " ", startingAt: 0)
        + String(format: "%9.3f %9.3f %9.2f", mean, shares.min() ?? 0, views) + time
    }
  }

  private static func compare(_ profile: ModelProfile) throws {
    var ours = Score()
    var proven = 0
    var rules = Dictionary(uniqueKeysWithValues: Rule.allCases.map { ($0, Score()) })
    for seed in 0..<UInt64(scenes) {
      let count = 1 + Int(seed % 8)
      let scene = try Scene(seed: seed, profile: profile, assets: count, pictures: 4...24)
      let clock = ContinuousClock()
      let start = clock.now
      let selection = try ReferenceSelector.select(scene.input).selection
      ours.seconds.append((clock.now - start) / .seconds(1))
      proven += selection.isOptimal ? 1 : 0
      let chosen = Set(selection.chosen.map(\.reference))
      let best = try ReferenceSelector.worth(of: chosen, to: scene.input)
      ours.add(chosen, worth: best, best: best, in: scene)
      var random = SeededRandom(state: seed)
      for rule in Rule.allCases {
        let pictures = rule.choose(scene, &random)
        let worth = try ReferenceSelector.worth(of: pictures, to: scene.input)
        rules[rule]?.add(pictures, worth: worth, best: best, in: scene)
      }
    }
    let images = profile.limits.images.bound.map(String.init) ?? "?"
    print("\(profile.id), \(images) images: \(scenes) requests, \(proven) proven optimal")
    print("                     worth/best     least  views seen  median time")
    print(ours.line("troupe"))
    for rule in Rule.allCases { print(rules[rule]?.line(rule.rawValue) ?? "") }
    print("")
  }

  private static func time(_ profile: ModelProfile) throws {
    for mentions in [3, 10, 40] {
      let scene = try Scene(
        seed: 7, profile: profile, assets: 40, pictures: 250...250, mentions: mentions)
      let input = SelectionInput(
        request: scene.input.request, profile: profile,
        assets: scene.input.assets)
      var seconds: [Double] = []
      for _ in 0..<25 {
        let clock = ContinuousClock()
        let start = clock.now
        _ = try ReferenceSelector.select(input)
        seconds.append((clock.now - start) / .seconds(1))
      }
      let line = String(
        format: "median %.2f ms, least %.2f ms", median(seconds) * 1e3,
        (seconds.min() ?? 0) * 1e3)
      print("10,000 candidates of 40 assets, \(mentions) mentioned, \(profile.id): \(line)")
    }
  }
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
