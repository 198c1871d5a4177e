import ArgumentParser
import Troupe

extension RebuildCommand {
  func validateStale() throws {
    if !ids.isEmpty, query != nil {
      throw ValidationError("Give the query of --stale once: as words, or as --query.")
    }
    if rework.basis == .recorded {
      throw ValidationError("--stale makes images with the cast of today: leave out --as recorded.")
    }
    if expect != nil {
      throw ValidationError("--expect is the digest of one plan: name one generation.")
    }
    if model == nil, rework.choosesSteps {
      throw ValidationError(
        "With --stale, --scope, --anchor, --only, --skip and --keep need a --model.")
    }
  }

  /// What is stale and was not made again, oldest first.
  func staleWorks(_ library: Library) async throws -> [RebuildWork] {
    let text = query ?? ids.joined(separator: " ")
    let found = try await library.staleGenerations(text, limit: 1000, includingMadeAgain: false)
      .generations
    let ready = found.filter { !$0.lacksAnAsset }
    say(found: found.count, ready: ready.count)
    let terms = rework.terms(of: .today)
    if let model {
      let outer = try await library.outermost(ready.map(\.generation))
      return outer.reversed().map { RebuildWork(name: .id($0.id), model: model, terms: terms) }
    }
    return ready.reversed().map { one in
      var alone = terms
      alone.only = ["\(one.generation.id)"]
      return RebuildWork(name: .id(one.generation.id), model: one.profile, terms: alone)
    }
  }

  private func say(found: Int, ready: Int) {
    if found == 0 { global.console.say("Nothing found that is stale and was not made again.") }
    if found > ready {
      global.console.say(
        """
        Left out: \((found - ready).of("stale generation")) with an asset that was removed. \
        'troupe restore' brings it back; 'troupe rebuild ID --model MODEL' takes it as recorded.
        """)
    }
    if found == 1000 { global.console.say("The newest 1000; the same command goes on.") }
  }
}

extension StaleGeneration {
  /// Whether no request of today can show all of its cast.
  fileprivate var lacksAnAsset: Bool { causes.contains { $0.fact == .asset } }
}

extension TroupeError {
  /// Whether another generation may be planned for all that.
  var concernsOneGeneration: Bool {
    switch self {
    case .request(.notApproved), .request(.overBudget), .library, .interrupted: false
    default: true
    }
  }
}
