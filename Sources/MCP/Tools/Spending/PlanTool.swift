import Foundation
import Troupe

/// What would be sent, why, and at what price; free, and what the tools that spend need first.
enum PlanTool {
  static let plan = Tool(
    "plan", "Plan before money is spent", .reads,
    """
    Sends nothing. Give a prompt (with edit for a change of an image, or session for a turn), or one of rebuild, replay or \
    shots. Returns the digest that generate, edit, session_say, rebuild, replay and run_shots need.
    """,
    [
      Parameter("prompt", "What the picture shows; @handles name the cast."),
      Parameter("edit", "The image to change: GENERATION/N or @last."),
      Parameter("session", "The conversation whose next turn it is."),
      Parameter("rebuild", "A generation whose lineage would be made on model."),
      Parameter("replay", "A generation that would be sent again, byte for byte."),
      Parameter("shots", "The path of a scene's file whose missing shots would be made."),
      Parameter("only", .texts, "Of shots: these ids alone."),
    ] + RequestArguments.all,
    gives: [
      "digest": .text, "cost_usd?": .number, "model?": .text, "prompt_sent?": .text,
      "images?": .integer, "steps?": .integer,
      "chosen?": .list([
        "position": .integer, "role": .text, "asset?": .text, "look?": .text, "view?": .text,
        "reference": .text, "reason": .text,
      ]),
      "excluded?": .list(["asset?": .text, "view?": .text, "reason": .text]),
      "excluded_count?": .integer, "optimal?": .flag, "adjustments?": .list(.adjustment),
      "warnings?": .list(.text), "shots?": .list(["id": .text, "reason": .text]),
    ]
  ) { call in
    let given = ["prompt", "rebuild", "replay", "shots"].filter { call.text($0) != nil }
    guard given.count == 1 else {
      throw TroupeError.invalidValue(
        name: "plan", value: given.joined(separator: ", "),
        expected: "one of prompt, rebuild, replay, shots")
    }
    switch given[0] {
    case "rebuild": return try await rebuild(call)
    case "replay":
      return Outcome(try await Consent.replay(call.needed("replay"), call.library).json)
    case "shots": return try await shots(call)
    default: return try await request(call)
    }
  }

  /// The most pictures left out that are told.
  private static let mostExcluded = 6

  private static func request(_ call: Call) async throws -> Outcome {
    let options = try RequestArguments.options(call)
    let prompt = call.needed("prompt")
    let plan =
      if let session = call.text("session") {
        try await call.library.planTurn(prompt, in: session, options)
      } else {
        try await call.library.plan(
          prompt, parent: call.text("edit").map { try call.image($0) }, options)
      }
    let document = try JSON(encoding: plan)
    let excluded = document["selection"]?["excluded"]?.elements ?? []
    return Outcome([
      "digest": document["digest"] ?? "", "cost_usd": document["estimate"]?["bound_usd"] ?? .null,
      "model": document["model"] ?? .null, "prompt_sent": document["prompt_sent"] ?? .null,
      "images": .integer(options.count ?? 1),
      "chosen": document["selection"]?["chosen"] ?? [],
      "excluded": .list(Array(excluded.prefix(mostExcluded))),
      "excluded_count": .integer(excluded.count),
      "optimal": document["selection"]?["optimal"] ?? .null,
      "adjustments": document["adjustments"] ?? [], "warnings": document["warnings"] ?? [],
    ])
  }

  private static func rebuild(_ call: Call) async throws -> Outcome {
    guard let model = call.text("model") else { throw TroupeError.request(.noModel) }
    let rework = try await call.library.planRebuild(
      GenerationName(call.needed("rebuild")), model: model)
    return Outcome([
      "digest": .text(rework.digest.hex), "cost_usd": .number(rework.totals.costUSDToCome),
      "model": .text(rework.model ?? model), "steps": .integer(rework.totals.steps),
      "images": .integer(rework.totals.toSend),
      "warnings": .list(rework.warnings.map { .text($0) }),
    ])
  }

  private static func shots(_ call: Call) async throws -> Outcome {
    try call.takeNoFiles(call.text("shots") ?? "")
    let (scene, file, options) = try await Consent.scene(call)
    let plan = try await call.library.plan(scene, at: file, options)
    return Outcome([
      "digest": .text(Consent.digest(of: plan)),
      "cost_usd": plan.costUSD.map { .number($0) } ?? .null, "images": .integer(plan.images),
      "shots": .list(
        plan.scheduled.map { ["id": .text($0.shot.id), "reason": .text($0.reason.rawValue)] }),
    ])
  }
}
