import Troupe

/// Looking at the cast.
enum CastTools {
  static let all: [Tool] = [list, show, coverage]

  private static let list = Tool(
    "list_cast", "List the cast", .reads,
    "The characters, objects, places and styles that prompts can name, with their looks and traits.",
    [
      Parameter("kind", .word(Kind.allCases.map(\.rawValue)), "Only these. Default: all."),
      Parameter("limit", .integer, "1 to 500. Default: 100."),
    ],
    gives: ["assets": .list(.asset), "total": .integer]
  ) { call in
    let kind = call.text("kind").flatMap(Kind.init(rawValue:))
    let assets = try await call.library.assets(kind)
    let shown = assets.prefix(try call.integer("limit", 1...500) ?? 100)
    return Outcome([
      "assets": try JSON(encoding: Array(shown)), "total": .integer(assets.count),
    ])
  }

  private static let show = Tool(
    "show_asset", "Show one of the cast", .reads,
    "One asset with its reference pictures; a picture is looked at with view_image and its digest.",
    [Parameter("handle", required: true, "As in @kael.")],
    gives: ["asset": .asset, "references": .list(.reference)]
  ) { call in
    let asset = try await call.library.asset(call.handle("handle"))
    let references = try await call.library.references(of: asset.handle)
    return Outcome([
      "asset": try JSON(encoding: asset), "references": try JSON(encoding: references),
    ])
  }

  private static let coverage = Tool(
    "coverage", "Tell what an asset lacks", .reads,
    "Which views, looks and expressions the references of an asset lack, and what to do about it.",
    [
      Parameter("handle", required: true, "As in @kael."),
      Parameter("model", "Whose limits decide what is never sent. Default: none."),
    ],
    gives: [
      "asset": .text,
      "advice": .list(["action": .text, "name": .text, "look?": .text, "reason": .text]),
    ]
  ) { call in
    try Outcome(
      encoding: await call.library.coverage(
        of: call.handle("handle"), model: call.text("model")))
  }
}
