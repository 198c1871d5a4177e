import Foundation
import Troupe

/// What each of the chosen models would be sent, and what that costs.
struct PlanColumns {
  let room: Room
  let draft: PlanDraft

  private var words: Words { room.words }

  func values() async throws -> [String: PageValue] {
    let budget = try await budget()
    guard !draft.prompt.allSatisfy(\.isWhitespace), !draft.models.isEmpty else {
      return [
        "planEmpty": true, "planBudget": budget ?? "", "columns": [],
        "planCommand": .text(draft.command),
      ]
    }
    var columns: [PageValue] = []
    for (place, model) in draft.models.enumerated() {
      do {
        let plan = try await room.library.plan(
          draft.prompt, parent: draft.parent(), try await draft.options(model, in: room.library))
        columns.append(column(plan, model, place))
      } catch let error as TroupeError {
        columns.append(fault(error, model, place))
      }
    }
    return [
      "columns": .list(columns), "planBudget": budget ?? "", "planCommand": .text(draft.command),
    ]
  }

  private func fault(_ error: TroupeError, _ model: String, _ place: Int) -> PageValue {
    [
      "slot": .number(place + 1), "model": .text(model),
      "columnFault": .text(room.wording(error).sentence), "makeReason": .text(words["planNothing"]),
      "makeAction": .text(action), "settingsText": "", "sent": [], "fields": [],
    ]
  }

  private var action: String { "/make" }

  private func column(_ plan: Plan, _ model: String, _ place: Int) -> PageValue {
    let profile = room.models.profiles.first { $0.id == plan.model }
    let estimate = plan.estimate
    var fields = draft.fields(plan.model)
    if let digest = plan.digest { fields.append((name: "digest", value: digest.hex)) }
    if let bound = estimate.boundUSD {
      fields.append((name: "max_cost", value: String(format: "%.6f", bound + 0.000_000_5)))
    }
    let reason = reason(plan, profile)
    return PageValue.fields([
      "slot": .number(place + 1), "model": .text(plan.model),
      "settingsText": .text(settings(plan)), "makeAction": .text(action),
      "fields": .list(
        fields.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "makePriceText": .text(
        words.bound(estimate.costUSD)
          + (estimate.priceConfirmed || estimate.costUSD == 0 ? "" : " ?")),
      "makeReason": .text(reason), "promptSent": .text(plan.promptSent),
      "priceNote": .text(
        estimate.priceChecked.isEmpty
          ? nil : words("priceChecked", estimate.priceSource, estimate.priceChecked)),
      "warnings": .texts(plan.warnings),
      "adjustments": .texts(plan.adjustments.map(words.adjustment)),
    ]).adding(pictures(plan))
  }

  /// Why nothing can be made; `nil` where it can.
  private func reason(_ plan: Plan, _ profile: ModelProfile?) -> String? {
    if let profile, !room.models.isUsable(profile) {
      return words("planNoKey", "troupe key set \(profile.provider)")
    }
    let settings = room.library.settings
    guard let cost = plan.estimate.boundUSD else {
      return settings.maxCost != nil || settings.maxCostMonth != nil ? words["planNoPrice"] : nil
    }
    if let most = settings.maxCost, cost > most {
      return words("planTooExpensive", words.bound(cost), words.money(most))
    }
    return nil
  }

  private func settings(_ plan: Plan) -> String {
    let sent = plan.parameters.sent
    return [
      sent.aspect ?? plan.unaskedAspect?.aspect, sent.size,
      plan.estimate.tokens.flatMap { $0 == 0 ? nil : words("tokens", words.grouped($0)) },
    ].compactMap(\.self).joined(separator: " · ")
  }

  private func pictures(_ plan: Plan) -> [String: PageValue] {
    let selection = plan.selection
    return [
      "sentText": .text(words("picturesSent", count: selection.chosen.count)),
      "sent": .list(selection.chosen.map(sent)), "hasLeft": .flag(!selection.excluded.isEmpty),
      "leftText": .text(words("leftOut", count: selection.excluded.count)),
      "left": .list(selection.excluded.map(left)),
      "limits": .list(
        plan.limits.filter { $0.used > 0 && $0.bound != nil }.map { limit in
          [
            "text": .text(
              words(
                "limitUse", words.word("limit", limit.name), words.grouped(limit.used),
                words.grouped(limit.bound ?? 0))),
            "percent": .number(min(100, limit.used * 100 / max(1, limit.bound ?? 1))),
          ]
        }),
    ]
  }

  private func sent(_ one: ChosenInput) -> PageValue {
    room.picture(one.image, alt: one.depiction.written).adding([
      "placeText": .number(one.position),
      "who": .text(
        one.asset.map { "\($0)" } ?? one.origin.map {
          "\("\($0.generation)".prefix(10))/\($0.position)"
        }
          ?? words.word("role", one.role.rawValue)),
      "whatText": .text(words.depiction(one.role, one.depiction)), "reason": .text(one.reason),
      "hasParts": .flag(one.sheet?.isEmpty == false),
      "parts": .list(
        (one.sheet ?? []).map {
          room.picture($0.image, alt: $0.label).adding(["reason": .text($0.reason)])
        }),
    ])
  }

  private func left(_ one: ExcludedReference) -> PageValue {
    room.picture(one.reference, nil, nil, alt: one.depiction.written).adding([
      "who": .text(one.depiction.written), "whatText": .text(words.depiction(nil, one.depiction)),
      "reason": .text(one.reason),
    ])
  }

  /// What was spent of the month's bound.
  private func budget() async throws -> PageValue? {
    guard let most = room.library.settings.maxCostMonth, most > 0 else { return nil }
    let month = String(room.now.formatted(.iso8601).prefix(7))
    let line = try await room.library.costs(by: .month).lines.first { $0.heading == month }
    let spent = line.map { $0.costUSD + ($0.openUSD ?? 0) } ?? 0
    return [
      "budgetText": .text(words("budget", words.money(spent), words.money(most))),
      "spentPercent": .number(min(100, Int(spent / most * 100))), "nextPercent": "0",
    ]
  }
}

extension Words {
  /// As in `size: 4K → 2K: the model has no 4K`.
  func adjustment(_ one: Adjustment) -> String {
    self(
      "adjusted", word("parameter", one.field), one.before.isEmpty ? "–" : one.before,
      one.after.isEmpty ? "–" : one.after, one.reason)
  }
}
