import Foundation
import TestSupport
import TroupeSelection
import TroupeVocabulary

/// How often each way of choosing sends what a careful art director would, over the tables of shots.
struct RightChoices: Encodable {
  private(set) var shots = 0
  /// By way.
  private(set) var right: [String: Double] = [:]

  /// Plays every table through the selector and through each rule, within as many places as the shot has.
  init(_ profile: (_ places: Int) throws -> ModelProfile) throws {
    for name in ShotTable.all {
      let table = try ShotTable.named(name)
      let (cast, names) = try table.catalogued()
      let assets = cast.map { AssetCandidates(asset: $0.asset, references: $0.references) }
      let called = CastNames(cast.map { NamedAsset($0.asset) })
      for shot in table.shots {
        let input = SelectionInput(
          request: Request(prompt: shot.prompt, model: "shots", overflow: .drop),
          prompt: try ParsedPrompt(shot.prompt, names: called),
          profile: try profile(shot.places), assets: assets)
        shots += 1
        let chosen = try ReferenceSelector.select(input).selection.chosen
        add("troupe", shot, chosen.map(\.reference), names, weight: 1)
        var random = SeededRandom(state: UInt64(shots))
        let mentioned = input.prompt.assets.compactMap { mention in
          cast.first { $0.asset.handle == mention.handle }?.references
        }
        for rule in Rule.allCases {
          for _ in 0..<rule.draws {
            let sent = rule.choose(mentioned, within: SceneLimits(input), &random)
            add(rule.rawValue, shot, Array(sent), names, weight: 1 / Double(rule.draws))
          }
        }
      }
    }
  }

  private mutating func add(
    _ way: String, _ shot: Shot, _ sent: [Digest], _ names: [Digest: String], weight: Double
  ) {
    if shot.faults(sent.compactMap { names[$0] }).isEmpty { right[way, default: 0] += weight }
  }

  /// A line for each way.
  var lines: [String] {
    (["troupe"] + Rule.allCases.map(\.rawValue)).map { way in
      way.padding(toLength: 20, withPad: " ", startingAt: 0)
        + String(format: "%8.1f of %d", right[way] ?? 0, shots)
    }
  }
}
