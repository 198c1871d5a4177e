import Foundation
import Troupe

/// What may be billed: each needs the digest of a plan and a bound.
enum SpendingTools {
  static let all: [Tool] = [generate, edit, startSession, say, replay, rebuild, runShots]

  private static let generate = Tool(
    "generate", "Make an image", .spends,
    "Makes what plan showed for the same arguments; nothing else is sent.",
    [RequestArguments.prompt] + RequestArguments.all + RequestArguments.consent, gives: .made
  ) { call in
    let (options, most) = try RequestArguments.approved(call)
    return try await sent(call, atMost: most) {
      try await call.library.generate(
        call.needed("prompt"), options, onEvent: progress(call, options.count ?? 1))
    }
  }

  private static let edit = Tool(
    "edit", "Change an image", .spends,
    "Makes what plan showed for the same arguments with edit; the old image stays.",
    [
      Parameter("image", required: true, "GENERATION/N or @last; plan calls it edit."),
      RequestArguments.prompt,
    ] + RequestArguments.all + RequestArguments.consent, gives: .made
  ) { call in
    let (options, most) = try RequestArguments.approved(call)
    return try await sent(call, atMost: most) {
      try await call.library.edit(
        ImageName(call.needed("image")), call.needed("prompt"), options,
        onEvent: progress(call, options.count ?? 1))
    }
  }

  private static let startSession = Tool(
    "start_session", "Begin a conversation", .writes,
    "Begins a conversation with one model over many turns; sends nothing.",
    [
      Parameter("model", "Its id or alias. Default: the settings'."),
      Parameter("from", "The image that it is about: GENERATION/N or @last. Default: none."),
      Parameter("aspect", "W:H."), Parameter("size", "One of the model's."),
    ],
    gives: ["id": .text, "created_at": .text]
  ) { call in
    try Outcome(
      encoding: await call.library.startSession(
        from: call.text("from").map { ImageName($0) }, RequestArguments.options(call)))
  }

  private static let say = Tool(
    "session_say", "Say the next turn of a conversation", .spends,
    "Sends what plan showed for the same arguments and session.",
    [
      Parameter("session", required: true, "Its id, or @last."), RequestArguments.prompt,
    ] + RequestArguments.all + RequestArguments.consent, gives: .made
  ) { call in
    let (options, most) = try RequestArguments.approved(call)
    return try await sent(call, atMost: most) {
      [
        try await call.library.say(
          call.needed("prompt"), in: call.needed("session"), options, onEvent: progress(call, 1))
      ]
    }
  }

  private static let replay = Tool(
    "replay", "Send a recorded request again", .spends,
    "Same model, same bytes; the new image may differ. The digest comes from plan with replay.",
    [Parameter("generation", required: true, "Its id, or @last.")] + RequestArguments.consent,
    gives: .made
  ) { call in
    let most = try RequestArguments.maxCost(call)
    try Consent.check(
      call, await Consent.replay(call.needed("generation"), call.library).digest)
    return try await sent(call, atMost: most) {
      [
        try await call.library.replay(
          GenerationName(call.needed("generation")), maxCost: most)
      ]
    }
  }

  private static let rebuild = Tool(
    "rebuild", "Make a lineage on another model", .spends,
    "Makes an image and all that it goes back to again, oldest first, as plan with rebuild showed.",
    [
      Parameter("generation", required: true, "Its id, or @last."),
      Parameter("model", required: true, "The other model."),
    ] + RequestArguments.consent,
    gives: [
      "rework?": .text, "generations": .list(.generation), "cost_usd?": .number,
      "to_come": .integer, "error?": ["code": .text, "message": .text],
    ]
  ) { call in
    let most = try RequestArguments.maxCost(call)
    let made = Collected()
    let options = ReworkOptions(
      maxCost: most, expected: call.needed("plan_digest"),
      onEvent: { made.take($0, progress(call, nil)) })
    let rework = try await call.purse.spend(atMost: most, for: "A rebuild") {
      let rework = try await call.library.rebuild(
        GenerationName(call.needed("generation")), model: call.needed("model"), options: options)
      return (rework, rework.totals.count(.unknown) > 0 ? nil : rework.totals.costUSDSpent)
    }
    var outcome = Outcome([
      "rework": rework.id.map { .text("\($0)") } ?? .null,
      "generations": .list(try made.results.map(document)),
      "cost_usd": .number(rework.totals.costUSDSpent),
      "to_come": .integer(rework.totals.toSend),
    ])
    outcome.images = made.results.flatMap(\.generation.outputs)
    outcome.error = made.stop ?? made.results.lazy.compactMap(\.error).first
    outcome.isUnknown = made.results.contains { $0.generation.state == .unknown }
    return outcome
  }

  private static let runShots = Tool(
    "run_shots", "Make the missing shots of a scene", .spends,
    "Makes what plan with shots showed; what is made already is not made again.",
    [
      Parameter("file", required: true, "The path of the scene's file; plan calls it shots."),
      Parameter("only", .texts, "These ids alone."), Parameter("model", "As for plan."),
    ] + RequestArguments.consent, gives: .made
  ) { call in
    let most = try RequestArguments.maxCost(call)
    let (scene, file, planned) = try await Consent.scene(call)
    let plan = try await call.library.plan(scene, at: file, planned)
    try Consent.check(call, Consent.digest(of: plan))
    var options = planned
    options.maxCost = most
    let (made, bounded) = (Collected(), options)
    return try await sent(call, atMost: most) {
      _ = try await call.library.run(
        scene, at: file, bounded, onEvent: { made.take($0, progress(call, plan.images)) })
      if let stop = made.stop, made.results.isEmpty { throw stop }
      return made.results
    }
  }
}
