internal import Foundation
internal import TroupeRecord
internal import TroupeVocabulary

extension [ReworkPlan.Step] {
  /// The steps with a take for each output that another one needs; the first output where none does.
  var withOutputs: [ReworkPlan.Step] {
    let used = Dictionary(grouping: flatMap(\.needs), by: \.step)
    return map { step in
      var step = step
      if !step.outputs.isEmpty { return step }
      let outputs = Set((used[step.number] ?? []).compactMap(\.output)).sorted()
      step.outputs = outputs.isEmpty ? [1] : outputs
      return step
    }
  }
}

extension ReworkPlan {
  /// A plan with the digest of all that it sends.
  init(
    kind: ReworkKind, focus: ULID, model: String?, terms: ReworkTerms, steps: [Step]
  ) {
    let sent = steps.map { step in
      ["\(step.old)", "\(step.outputs)", (try? step.request?.json) ?? step.fault?.code ?? ""]
    }
    var decisive = terms
    // Where it rests changes nothing that is sent.
    decisive.isReviewed = false
    let all =
      (try? CanonicalJSON.encode([[(try? CanonicalJSON.text(decisive)) ?? ""]] + sent)) ?? Data()
    self.init(
      kind: kind, focus: focus, model: model, terms: terms, digest: Digest(hashing: all),
      steps: steps)
  }

  /// By step, the most steps that follow one another up to it: those of one level need none of each other.
  var levels: [Int: Int] {
    steps.reduce(into: [:]) { levels, step in
      levels[step.number] = step.needs.map { (levels[$0.step] ?? 0) + 1 }.max() ?? 0
    }
  }

  /// What the takes are from the start: kept or skipped as the terms say.
  /// - Throws: `RequestError.unknownStep`.
  func firstEvents() throws -> [ReworkEvent] {
    let old = steps.map(\.old)
    func numbers(_ texts: [String]) throws -> Set<Int> {
      try Set(texts.map { try Self.number($0, of: old) })
    }
    let (kept, skipped) = (try numbers(terms.kept), try numbers(terms.skipped))
    let only = try numbers(terms.only)
    return steps.flatMap { step in
      step.takes.compactMap { take in
        if skipped.contains(step.number) { return ReworkEvent(take: take, .skipped) }
        let isKept = kept.contains(step.number) || !(only.isEmpty || only.contains(step.number))
        return isKept ? ReworkEvent(take: take, .kept) : nil
      }
    }
  }

  /// The number of the step that `text` names among those of `old`: that number, or the beginning of the generation.
  /// - Throws: `TroupeError.invalidValue`.
  static func number(_ text: String, of old: [ULID]) throws -> Int {
    if let number = Int(text), old.indices.contains(number - 1) { return number }
    let found = old.indices.filter {
      text.count >= 4 && "\(old[$0])".hasPrefix(text.uppercased())
    }
    guard found.count == 1 else {
      throw TroupeError.invalidValue(
        name: "step", value: text, expected: "a number from 1 to \(old.count), or its generation")
    }
    return found[0] + 1
  }
}
