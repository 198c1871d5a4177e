import TestSupport
import Foundation
import TroupeSelection
import TroupeVocabulary

/// How well and how fast references are chosen, compared with the simple rules of other tools.
///
/// `--requests N` sets the requests per model, `--rounds N` how often each shape is timed, `--shape WORDS`
/// times only the shapes with these words in their names and judges no shots, `--json FILE` saves the figures.
@main struct SelectBench {
  private struct Figures: Encodable {
    var quality: [String: [String: Score]] = [:]
    var times: [Shape.Time] = []
    var shots: RightChoices?
  }

  static func main() throws {
    let profiles = try Profiles()
    let requests = option("--requests").flatMap(Int.init) ?? 200
    var figures = Figures()
    for profile in requests > 0 ? profiles.known + [profiles.megapixels] : [] {
      figures.quality[profile.id] = try compare(profile, requests: requests)
    }
    if option("--shape") == nil {
      let shots = try RightChoices(profiles.taking)
      figures.shots = shots
      print("right choices, by tables of shots:")
      for line in shots.lines { print(line) }
      print("")
    }
    print("10,000 candidates of 40 assets, one request:")
    print("                               median ms    least    CPU ms  images")
    let shapes = Shape.all(profiles).filter { shape in
      option("--shape").map(shape.name.contains) ?? true
    }
    for shape in shapes {
      let time = try shape.time(rounds: option("--rounds").flatMap(Int.init) ?? 51)
      figures.times.append(time)
      print(
        shape.name.padding(toLength: 30, withPad: " ", startingAt: 0)
          + String(
            format: "%10.2f %8.2f %9.2f %7d", time.medianSeconds * 1e3, time.leastSeconds * 1e3,
            time.processorSeconds * 1e3, time.images) + (time.isOptimal ? "" : "  within a bound"))
    }
    if let file = option("--json") {
      try CanonicalJSON.encode(figures, pretty: true).write(to: URL(filePath: file))
    }
  }

  private static func option(_ name: String) -> String? {
    let words = CommandLine.arguments
    return words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
  }

  private static func compare(
    _ profile: ModelProfile, requests: Int
  ) throws -> [String: Score] {
    let names = ["troupe"] + Rule.allCases.map(\.rawValue)
    var scores = Dictionary(uniqueKeysWithValues: names.map { ($0, Score()) })
    for seed in 0..<UInt64(requests) {
      let count = 1 + Int(seed % 8)
      let named: [Role] = [[], [], .init([.parent]), .init([.pose])][Int(seed / 8 % 4)]
      let scene = try Scene(
        seed: seed, profile: profile, .init(assets: count, named: named))
      let judge = try Judge(scene, mentioned: count)
      let clock = ContinuousClock()
      let start = clock.now
      let selection = try scene.select()
      let seconds = (clock.now - start) / .seconds(1)
      scores["troupe"]?.add([Set(selection.chosen.map(\.reference))], judge, seconds: seconds)
      var random = SeededRandom(state: seed)
      for rule in Rule.allCases {
        let draws = (0..<rule.draws).map { _ in
          rule.choose(judge.pictures, within: judge.limits, &random)
        }
        scores[rule.rawValue]?.add(draws, judge)
      }
    }
    print("\(profile.id): \(requests) requests")
    print(Score.heading)
    for name in names { print(scores[name]?.line(name) ?? "") }
    print("")
    return scores
  }
}
