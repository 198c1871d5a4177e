import Foundation
import TroupeSelection
import TroupeVocabulary

/// A request over 10,000 candidates of 40 assets, to be timed.
struct Shape {
  let name: String
  let profile: ModelProfile
  let form: Scene.Form

  static func all(_ profiles: Profiles) -> [Shape] {
    let (few, many, megapixels) = (profiles.few, profiles.many, profiles.megapixels)
    func shape(
      _ name: String, _ profile: ModelProfile, _ change: (inout Scene.Form) -> Void
    ) -> Shape {
      var form = Scene.Form(assets: 40, pictures: 250...250, mentions: 3)
      change(&form)
      return Shape(name: name, profile: profile, form: form)
    }
    return [
      shape("3 mentioned, nothing asked", many) { $0.hasDemands = false },
      shape("3 mentioned", many) { _ in },
      shape("10 mentioned", many) { $0.mentions = 10 },
      shape("40 mentioned, 14 images", many) { $0.mentions = 40 },
      shape("40 mentioned, 3 images", few) { $0.mentions = 40 },
      shape("40 mentioned, no limit", profiles.unbounded) { $0.mentions = 40 },
      shape("40 mentioned, versions of 5", many) {
        $0.mentions = 40
        $0.versions = (5, 5)
      },
      shape("40 mentioned, 2 of a kind", profiles.tight) { $0.mentions = 40 },
      shape("40 mentioned, sheets", many) {
        $0.mentions = 40
        $0.overflow = .sheet
      },
      shape("5 mentioned, 9 megapixels", megapixels) { $0.mentions = 5 },
      shape("40 mentioned, 9 megapixels", megapixels) { $0.mentions = 40 },
      shape("40 mentioned, 30 without", many) {
        $0.mentions = 40
        $0.without = 30
      },
    ]
  }

  struct Time: Encodable {
    let name: String
    let candidates: Int
    let medianSeconds: Double
    let leastSeconds: Double
    /// Processor time of one request, which other work on the machine hardly changes.
    let processorSeconds: Double
    let images: Int
    let isOptimal: Bool
  }

  /// Times it `rounds` times.
  func time(rounds: Int) throws -> Time {
    let scene = try Scene(seed: 7, profile: profile, form)
    var seconds: [Double] = []
    var selection = try scene.select()
    let before = clock()
    for _ in 0..<rounds {
      let clock = ContinuousClock()
      let start = clock.now
      selection = try scene.select()
      seconds.append((clock.now - start) / .seconds(1))
    }
    let processor = Double(clock() - before) / Double(CLOCKS_PER_SEC) / Double(max(rounds, 1))
    return Time(
      name: name, candidates: scene.input.assets.reduce(0) { $0 + $1.references.count },
      medianSeconds: seconds.median, leastSeconds: seconds.min() ?? 0,
      processorSeconds: processor, images: selection.chosen.count,
      isOptimal: selection.isOptimal)
  }
}
