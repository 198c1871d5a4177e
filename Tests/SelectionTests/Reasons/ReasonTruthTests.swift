import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Reasons are true: each claim is read from its text and checked against the pictures.
struct ReasonTruthTests {
  /// Everything a claim may be about.
  private struct Case {
    let random: RandomRequest
    let result: SelectionResult
    let choices: [AssetChoice]

    func place(of digest: Digest) -> (choice: AssetChoice, index: Int)? {
      for choice in choices {
        if let index = choice.references.firstIndex(where: { $0.digest == digest }) {
          return (choice, index)
        }
      }
      return nil
    }

    /// The chosen picture with this digest prefix.
    func chosen(_ short: Substring) -> (choice: AssetChoice, index: Int)? {
      let all = result.selection.chosen.flatMap { $0.sheet?.map(\.reference) ?? [$0.reference] }
      return all.first { $0.short == short }.flatMap(place)
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyClaimIsTrue(block: UInt64) throws {
    var seen: [String: Int] = [:]
    for seed in block * 150..<block * 150 + 150 {
      let random = try RandomRequest(seed, mostReferences: 9)
      guard let result = try random.select() else { continue }
      let one = Case(
        random: random, result: result, choices: Sample.choices(random.input))
      for excluded in result.selection.excluded {
        let claim = try check(excluded, in: one)
        #expect(claim != nil, "seed \(seed): false or unknown: \(excluded.reason)")
        seen[claim ?? "", default: 0] += 1
      }
      for chosen in result.selection.chosen {
        for (digest, reason) in chosen.sheet?.map({ ($0.reference, $0.reason) })
          ?? [(chosen.reference, chosen.reason)]
        {
          #expect(isTrue(reason, of: digest, in: one), "seed \(seed): \(reason)")
        }
      }
    }
    // A claim that never comes up is not checked at all.
    for claim in [
      "duplicate", "look", "view", "full", "nothing", "sharper", "pinned", "reserve",
      "alone",
    ] {
      #expect(seen[claim, default: 0] > 0, "no verdict says '\(claim)'")
    }
  }

  /// The kind of claim, when it is true.
  private func check(_ one: ExcludedReference, in known: Case) throws -> String? {
    guard let (choice, index) = known.place(of: one.reference) else { return nil }
    let reason = one.reason
    if let match = reason.wholeMatch(
      of: /left out: (same view|nearly the same picture) as (\w+)(?:, which (.+))?/)
    {
      guard let (other, better) = known.chosen(match.2), other.asset == choice.asset else {
        return nil
      }
      let left = other.references[better]
      let right = choice.references[index]
      if match.1 == "same view" {
        guard left.view == right.view, left.look == right.look else { return nil }
      } else {
        guard choice.groups[index] == choice.groups[better] else { return nil }
      }
      let isNearDuplicate = match.1 != "same view"
      guard let advantage = match.3 else { return isNearDuplicate ? "duplicate" : "view" }
      switch advantage {
      case "is sharper":
        guard let sharp = choice.sharpness[better], let soft = choice.sharpness[index] else {
          return nil
        }
        return sharp > soft ? "sharper" : nil
      case "is larger":
        return min(left.width, left.height) > min(right.width, right.height) ? "larger" : nil
      case "takes fewer pixels": return choice.pixels[better] < choice.pixels[index] ? "fewer" : nil
      case "is pinned": return left.isPinned && !choice.isPinned(index) ? "pinned" : nil
      case "was added earlier":
        return left.rank < right.rank ? isNearDuplicate ? "duplicate" : "view" : nil
      default:
        guard let cue = advantage.wholeMatch(of: /shows '(.+)'/)?.1 else { return nil }
        let has = { (place: Int) in
          choice.cues[place].contains { choice.demand.cues[$0].name == cue }
        }
        return has(better) && !has(index) ? "shows" : nil
      }
    }
    if reason.contains("it shows ") && reason.contains("the request is for") {
      return choice.isExcludedByLook[index] && !choice.lookRule.shows(one.look) ? "look" : nil
    }
    if reason.hasPrefix("left out: it alone has more than the ") {
      let input = known.random.input
      let count = LimitUsage(
        input.profile.limits(for: input.request),
        outputPixels: input.profile.outputPixels(input.request.parameters))
      return count.pixelsOfSingleImage.map { choice.pixels[index] > $0 } == true ? "alone" : nil
    }
    if let match = reason.wholeMatch(
      of: /left out(?: with (@\w+))?: (\S+) of (\S+) (\w+) used(?:, and .+ adds more)?/)
    {
      let name =
        match.4 == "megapixels" ? "pixels" : match.4.hasSuffix("s") ? match.4 : match.4 + "s"
      guard let use = known.result.limits.first(where: { $0.name == name }), let bound = use.bound
      else { return nil }
      if name == "pixels" {
        return use.used + choice.pixels[index] > bound || match.1 != nil ? "full" : nil
      }
      return Int(match.2) == use.used && Int(match.3) == bound
        && (use.used == bound || match.1 != nil) ? "full" : nil
    }
    if let reserve = choice.reserves[index], reason == "left out: \(reserve.text)" {
      return try isTrue(reserve, of: index, in: choice) ? "reserve" : nil
    }
    let chosen = known.result.selection.chosen.flatMap {
      $0.sheet?.map(\.reference) ?? [$0.reference]
    }
    let shown = choice.references.indices.filter { chosen.contains(choice.references[$0].digest) }
    if let match = reason.wholeMatch(of: /left out: it adds less than .*?(\w+)/) {
      guard let (_, other) = known.chosen(match.1) else { return nil }
      let swapped = shown.filter { $0 != other } + [index]
      return BruteForce.worth(swapped, choice.worth) <= BruteForce.worth(shown, choice.worth) + 1e-9
        ? "less" : nil
    }
    if reason.contains(" adds nothing ") {
      return BruteForce.worth(shown + [index], choice.worth)
        <= BruteForce.worth(shown, choice.worth) + 1e-9 ? "nothing" : nil
    }
    return nil
  }

  private func isTrue(_ reserve: Reserve, of index: Int, in choice: AssetChoice) throws -> Bool {
    let nature = choice.natures[index]
    let asked = Set(choice.demand.cues.map(\.name))
    return switch reserve {
    case .expression(let name):
      name.map { nature.expressions.contains($0) && !asked.contains($0) }
        ?? (nature.view == .expression)
    case .detail: nature.view == .detail
    case .pose: nature.view == .pose || nature.view == .action
    case .act(let name): nature.postures.contains(name) && !asked.contains(name)
    case .denied(let view, let phrase): choice.demand.denied[view] == phrase
    case .face(let phrase): choice.demand.part == phrase
    case .absent(let phrase): choice.demand.absent == phrase
    }
  }

  private func isTrue(_ reason: String, of digest: Digest, in known: Case) -> Bool {
    guard let (choice, index) = known.place(of: digest) else { return false }
    let one = choice.references[index]
    for match in reason.matches(of: /covers the (\S+) view asked for by '([^']+)'/) {
      guard choice.natures[index].view?.rawValue == String(match.1),
        choice.demand.views[View(rawValue: String(match.1))] == String(match.2)
      else { return false }
    }
    for match in reason.matches(of: /the (\S+) view of (@\w+)/) {
      guard choice.natures[index].view?.rawValue == String(match.1), "\(one.asset)" == match.2
      else { return false }
    }
    for match in reason.matches(of: /in the look '([^']+)' asked for/) {
      guard one.look == String(match.1), choice.lookRule.requests(one.look) else { return false }
    }
    for match in reason.matches(of: /shows '([^']+)' asked for by '([^']+)'/) {
      guard
        choice.cues[index].contains(where: {
          choice.demand.cues[$0].name == match.1 && choice.demand.cues[$0].phrase == match.2
        })
      else { return false }
    }
    if reason.hasPrefix("another picture") {
      let sameView = known.result.selection.chosen.flatMap { one in
        one.sheet?.map { ($0.asset, $0.view) } ?? [(one.asset ?? choice.asset.handle, one.view)]
      }.filter { $0.0 == choice.asset.handle && (one.view == nil || $0.1 == one.view) }
      if sameView.count < 2 { return false }
    }
    if reason.contains("since no picture") && choice.lookRule.shows(one.look) { return false }
    return reason == "pinned" ? one.isPinned : !reason.isEmpty
  }
}
