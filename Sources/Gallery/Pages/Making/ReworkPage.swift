import Foundation
import Troupe

/// A rework: a lineage made again, step by step, old next to new.
struct ReworkPage {
  let room: Room
  let rework: Rework

  /// The address of its page.
  private var base: String { "/rework/\(rework.id.map { "\($0)" } ?? "")" }

  func page() async throws -> Page {
    let words = room.words
    let totals = rework.totals
    let all = max(1, totals.takes)
    let made = [TakeState.made, .kept].reduce(0) { $0 + totals.count($1) }
    let bad = [TakeState.refused, .failed, .unknown].reduce(0) { $0 + totals.count($1) }
    let outputs = try await outputs()
    let heading = words(
      "reworkTitle", rework.model ?? words.word("rework", rework.kind.rawValue))
    let pairs = rework.pairs.flatMap { ["\($0.old)", "\($0.new)"] }
    let canSend = totals.toSend > 0 && rework.state != .ended && rework.state != .running
    return Page(
      template: "rework", title: heading,
      command: rework.id.map { "troupe rework show \($0)" }
        ?? "troupe rebuild \(rework.focus) --on \(rework.model ?? "…") --plan",
      values: [
        "heading": .text(heading), "partHref": .text(base),
        "reworkName": .text(rework.id.map { "\("\($0)".prefix(10))" } ?? words["reworkPlan"]),
        "lineageHref": .text("/lineage/\(rework.focus)"), "summaryText": .text(summary(totals)),
        "compareHref": .text(
          (2...ComparePage.most).contains(pairs.count)
            ? "/compare?ids=\(pairs.joined(separator: ","))" : nil),
        "canResume": .flag(canSend || rework.id == nil),
        "resumeHref": .text(rework.id == nil ? "/rebuild" : "\(base)/resume"),
        "fields": .list(
          fields(totals).map { ["name": .text($0.0), "value": .text($0.1)] }),
        "resumePriceText": .text(words.bound(totals.costUSDToCome)),
        "resumeReason": .text(
          totals.toSend == 0 ? words["nothingToSend"] : nil),
        "canEnd": .flag(rework.id != nil && rework.state != .ended && rework.state != .finished),
        "endHref": .text("\(base)/end"),
        "courseText": .text(summary(totals)), "madePercent": .number(made * 100 / all),
        "badPercent": .number(bad * 100 / all), "warnings": .texts(rework.warnings),
        "restText": .text(rework.state == .resting ? words["reworkRests"] : nil),
        "steps": .list(rework.steps.map { step($0, outputs) }),
      ])
  }

  /// A price as a bound that a form carries, not below it.
  private static func maxCost(_ price: Double) -> String {
    String(format: "%.6f", price + 0.000_000_5)
  }

  private func fields(_ totals: ReworkTotals) -> [(String, String)] {
    var fields = [("max_cost", Self.maxCost(totals.costUSDToCome))]
    if rework.id == nil {
      fields += [
        ("generation", "\(rework.focus)"), ("model", rework.model ?? ""),
        ("digest", rework.digest.hex),
      ]
    }
    return fields
  }

  private func summary(_ totals: ReworkTotals) -> String {
    let words = room.words
    var parts = [words("stepCount", count: totals.steps)]
    parts += TakeState.allCases.filter { totals.count($0) > 0 }.map {
      "\(totals.count($0)) \(words.word("take", $0.rawValue))"
    }
    if totals.costUSDSpent > 0 { parts.append(words("paid", words.money(totals.costUSDSpent))) }
    if totals.toSend > 0 { parts.append(words("toCome", words.bound(totals.costUSDToCome))) }
    return parts.joined(separator: " · ")
  }

  /// The old and the new images by their names.
  private func outputs() async throws -> [OutputID: Output] {
    let ids =
      rework.steps.map(\.old) + rework.steps.flatMap(\.takes).compactMap(\.generation)
      + rework.pairs.map(\.new.generation)
    let generations = try await room.library.generations(Array(Set(ids)))
    return Dictionary(
      generations.flatMap(\.outputs).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func step(_ step: ReworkStep, _ outputs: [OutputID: Output]) -> PageValue {
    let words = room.words
    let facts = [
      step.plan?.model, step.plan.map { words("picturesSent", count: $0.selection.chosen.count) },
      step.isFromRecord == true
        ? words["fromRecord"] : step.plan.map { words.price($0.estimate.costUSD) },
    ].compactMap(\.self)
    return [
      "number": .number(step.number), "promptText": .text((step.prompt ?? "").shortened(to: 300)),
      "factsText": .text(facts.joined(separator: " · ")),
      "stepFault": .text(step.fault?.message),
      "adjustments": .texts((step.plan?.adjustments ?? []).map(words.adjustment)),
      "takes": .list(step.takes.map { take($0, of: step, outputs) }),
    ]
  }

  private func take(
    _ take: ReworkTake, of step: ReworkStep, _ outputs: [OutputID: Output]
  ) -> PageValue {
    let words = room.words
    let old = take.pair?.old ?? OutputID(generation: step.old, position: take.number)
    let name = step.takes.count > 1 ? "\(step.number).\(take.number)" : "\(step.number)"
    let isOpen = rework.id != nil && rework.state != .ended
    return [
      "state": .text(take.state.rawValue),
      "stateText": .text(words.word("take", take.state.rawValue)),
      "old": outputs[old].map { room.picture($0, alt: words["reworkOld"]) } ?? "",
      "new": take.pair.flatMap { outputs[$0.new] }.map { room.picture($0, alt: words["reworkNew"]) }
        ?? "",
      "oldText": .text(words["reworkOld"]), "newText": .text(words["reworkNew"]),
      "costText": .text(take.costUSD.map(words.money)), "message": .text(take.message),
      "changedText": .text(take.isStale ? words["reworkStale"] : nil),
      "pairHref": .text(take.pair.map { "/compare?ids=\($0.old),\($0.new)" }),
      "stepHref": .text("\(base)/step"), "stepName": .text(name),
      "prompt": .text(step.prompt),
      "canResend": .flag(isOpen && take.state == .unknown),
      "canRetry": .flag(isOpen && [.refused, .failed, .made].contains(take.state)),
      "retryPriceText": .text(words.bound(step.plan?.estimate.costUSD)),
      "stepMaxCost": .text(step.plan?.estimate.costUSD.map(Self.maxCost)),
      "canDecide": .flag(isOpen && take.state != .making),
    ]
  }
}
