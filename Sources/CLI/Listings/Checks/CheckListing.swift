import Troupe

/// A check of one image in lines.
struct CheckListing {
  private let check: PictureCheck

  init(_ check: PictureCheck) { self.check = check }

  var text: SafeText { ([heading] + lines).asLines }

  private var heading: String {
    "\(check.image)  \(summary)  (\(check.model)\(check.costUSD.map { ", \($0.asPrice)" } ?? ""))"
  }

  private var summary: String {
    guard check.state == .done else {
      return "no verdict: \(check.message ?? check.state.rawValue)"
    }
    let counts: [(TraitAnswer, String)] = [
      (.changed, "changed"), (.kept, "kept"), (.notVisible, "not visible"),
    ]
    let parts = counts.compactMap { answer, word in
      check.count(answer) > 0 ? "\(check.count(answer)) \(word)" : nil
    }
    return parts.isEmpty ? "no traits to ask about" : parts.joined(separator: ", ")
  }

  private var lines: [String] { check.verdicts.compactMap(line) }

  /// What is as it should be of copies is not told.
  private func line(_ verdict: CheckVerdict) -> String? {
    let question = verdict.question
    let who = question.asset.map { "\($0)" } ?? ""
    let evidence = verdict.evidence.isEmpty ? "" : " – \(verdict.evidence)"
    let answer = verdict.answer.replacing("_", with: " ")
    switch question.subject {
    case .trait: return "  \(answer): \(who) \(question.trait ?? "")\(evidence)"
    case .presence: return "  \(answer): \(who)\(evidence)"
    case .identity:
      return verdict.answer == who ? nil : "  \(who) resembles \(answer)\(evidence)"
    case .copy:
      guard verdict.answer != "none" else { return nil }
      let name = question.reference?.short ?? ""
      return "  copied of \(who.isEmpty ? name : "\(who) \(name)"): \(answer)\(evidence)"
    case .people: return "  people: \(answer)\(evidence)"
    }
  }
}

/// What a check would ask, in lines.
struct CheckPlanListing {
  private let plan: CheckPlan

  init(_ plan: CheckPlan) { self.plan = plan }

  var text: SafeText {
    let entries = plan.entries.flatMap { entry in
      let price =
        entry.known.map { "in the record as \($0)" }
        ?? entry.costUSD.map { "at most \($0.asBound)" } ?? "price not known"
      let head =
        "\(entry.image)  \(entry.questions.count.of("question")), \(entry.pictures.count.of("picture")), \(price)"
      return [head] + entry.questions.compactMap(line)
    }
    let left = plan.left.map { "\($0)  nothing to ask: no cast is recorded with it" }
    let total = plan.costUSD.map { "at most \($0.asBound)" } ?? "price not known"
    return (entries + left + ["\(plan.model), \(total) in all. Nothing was sent."])
      .asLines
  }

  private func line(_ question: CheckQuestion) -> String? {
    let who = question.asset.map { "\($0)" } ?? ""
    return switch question.subject {
    case .trait: "  \(who) \(question.trait ?? ""): kept, changed or not visible?"
    case .presence: "  \(who): to be seen?"
    case .identity: "  \(who): who is resembled most?"
    case .people: "  how many people?"
    case .copy: nil
    }
  }
}

/// Measurements of one image in lines.
struct MeasuresListing {
  private let measures: PictureMeasures

  init(_ measures: PictureMeasures) { self.measures = measures }

  var text: SafeText {
    let asked = [measures.askedSize, measures.askedAspect].compactMap(\.self)
    let head =
      "\(measures.image)  \(measures.width)×\(measures.height) pixels, asked: \(asked.isEmpty ? "nothing" : asked.joined(separator: " "))"
    let findings = measures.findings.map { "  \($0.code.rawValue): \($0.got)" }
    let lines = measures.references.map { one in
      "  \(one.asset.map { "\($0) " } ?? "")\(one.reference.short): \(one.bits) of 128 bits differ, colors \(one.colors) levels apart\(one.isCopy ? "; the reference nearly unchanged" : "")"
    }
    return ([head] + findings + lines).asLines
  }
}

extension [String] {
  /// One a line.
  fileprivate var asLines: SafeText { map { SafeText($0) }.joined(separator: "\n") }
}
