import Troupe

/// Looking at what was made.
enum RecordTools {
  static let all: [Tool] = [show, search, lineage, compare, costs, models]

  private static let name = Parameter(
    "generation", required: true, "Its id or the beginning of it, @last, or @last~1.")

  private static let show = Tool(
    "show_generation", "Show the record of a generation", .reads,
    "What was asked and sent, which pictures went and why, what came, what it cost.",
    [name],
    gives: [
      "id": .text, "state": .text, "model": .text, "created_at": .text, "prompt": .text,
      "prompt_sent": .text, "outputs": .list(.output), "parent?": .any, "cost_usd?": .number,
      "message?": .text, "parameters": ["asked": .any, "sent": .any],
      "adjustments": .list(.adjustment),
      "references": .list([
        "position": .integer, "role": .text, "asset?": .text, "look?": .text, "view?": .text,
        "reference?": .text, "reason": .text,
      ]),
      "annotations": .list(.annotation),
    ]
  ) { call in
    let generation = try await call.library.generation(GenerationName(call.needed("generation")))
    let annotations = try await call.library.annotations(of: [generation.id])
    var outcome = Outcome(
      try JSON(encoding: generation).adding(["annotations": try JSON(encoding: annotations)]))
    outcome.images = generation.outputs
    return outcome
  }

  private static let search = Tool(
    "search", "Find past generations", .reads,
    """
    All words must be in prompt, cast, captions, tags or notes. Filters: with:@kael look:winter model:NAME state:done \
    after:2026-01-31 rating:4.. pick:yes tag:hero cost:0.1.. aspect:16:9 under:ID is:stale, each also with a minus; \
    sort:newest, oldest, relevance, cost or rating.
    """,
    [
      Parameter("query", "Empty finds all."),
      Parameter("limit", .integer, "1 to 100. Default: 10."),
      Parameter("after", "The next of the page before."),
    ],
    gives: [
      "generations": .list(.generation), "interpretation": .text, "notes": .list(.text),
      "total?": .integer, "is_total_exact": .flag, "next?": .text,
    ]
  ) { call in
    let page = try await call.library.searchPage(
      call.text("query") ?? "", limit: try call.integer("limit", 1...100) ?? 10,
      after: call.text("after"))
    return Outcome([
      "generations": .list(try page.generations.map(short)),
      "interpretation": .text(page.interpretation),
      "notes": .list(page.notes.map { .text($0) }),
      "total": page.total.map { .integer($0) } ?? .null,
      "is_total_exact": .flag(page.isTotalExact), "next": page.next.map { .text($0) } ?? .null,
    ])
  }

  private static let lineage = Tool(
    "lineage", "Show where an image comes from", .reads,
    "The generations that one goes back to, and those made of it, oldest first.",
    [name, Parameter("limit", .integer, "The nearest so many, 1 to 200. Default: 20.")],
    gives: [
      "focus": .text,
      "generations": .list([
        "id": .text, "state": .text, "model": .text, "prompt": .text, "outputs": .list(.output),
        "parents": .list(.text), "cost_usd?": .number,
      ]),
      "total": ["ancestors": .integer, "descendants": .integer],
    ]
  ) { call in
    let page = try await call.library.lineage(
      GenerationName(call.needed("generation")),
      limit: try call.integer("limit", 1...200) ?? 20)
    return Outcome(
      try JSON(encoding: page).adding([
        "generations": .list(try page.generations.map(short))
      ]))
  }

  private static let compare = Tool(
    "compare", "Compare generations", .reads,
    "2 to 9 generations with only what differs among them; view_image shows up to four.",
    [Parameter("generations", .texts, required: true, "Ids, @last, @last~1.")],
    gives: ["generations": .list(.generation), "same": .list(.text), "differs": .any]
  ) { call in
    let names = call.texts("generations") ?? []
    guard (2...9).contains(names.count) else {
      throw TroupeError.invalidValue(
        name: "generations", value: "\(names.count)", expected: "2 to 9")
    }
    var found: [Generation] = []
    for name in names { found.append(try await call.library.generation(GenerationName(name))) }
    let documents = try found.map { try JSON(encoding: $0) }
    var (same, differs): ([String], [String: JSON]) = ([], [:])
    for field in ["model", "prompt", "prompt_sent", "parameters", "parent", "cost_usd", "state"] {
      let values = documents.map { $0[field] ?? .null }
      if Set(values).count == 1 { same.append(field) } else { differs[field] = .list(values) }
    }
    let sent = found.map {
      Set(
        $0.inputs.map {
          "\($0.chosen.asset?.description ?? "") \($0.rendition.digest.hex.prefix(8))"
        })
    }
    let everywhere = sent.dropFirst().reduce(sent[0]) { $0.intersection($1) }
    if sent.contains(where: { $0 != everywhere }) {
      differs["references"] = .list(
        sent.map { .list($0.subtracting(everywhere).sorted().map { .text($0) }) })
    } else {
      same.append("references")
    }
    var outcome = Outcome([
      "generations": .list(documents), "same": .list(same.map { .text($0) }),
      "differs": .object(differs),
    ])
    outcome.images = found.flatMap(\.outputs)
    return outcome
  }

  private static let costs = Tool(
    "costs", "Sum up what was spent", .reads, "What requests have cost, US dollars.",
    [
      Parameter(
        "by", .word(Ledger.Grouping.allCases.map(\.rawValue)), "Default: month.")
    ],
    gives: [
      "lines": .list([
        "heading": .text, "requests": .integer, "images": .integer, "cost_usd": .number,
        "open_requests": .integer,
      ])
    ]
  ) { call in
    try Outcome(
      encoding: await call.library.costs(
        by: call.text("by").flatMap(Ledger.Grouping.init(rawValue:)) ?? .month))
  }

  private static let models = Tool(
    "models", "List the models", .reads,
    "Models with their prices, most images and whether a key is there.",
    [Parameter("all", .flag, "Also those without a key. Default: false.")],
    gives: [
      "models": .list([
        "id": .text, "provider": .text, "name": .text, "has_key": .flag, "price_usd?": .number,
        "most_images?": .integer, "takes_edits": .flag, "stage": .text, "ends?": .text,
      ])
    ]
  ) { call in
    let keys = try KeyStore().statuses()
    let known = Dictionary(
      keys.map { ($0.provider, $0.isKnown) }, uniquingKeysWith: { first, _ in first })
    let models = Models.all(libraryFolder: call.library.folder).filter {
      $0.status.stage != .retired && $0.capabilities.judge != true
        && (call.flag("all") || known[$0.provider] != false)
    }
    return Outcome([
      "models": .list(
        models.map { model in
          JSON.object([:]).adding([
            "id": .text(model.id), "provider": .text(model.provider), "name": .text(model.name),
            "has_key": .flag(known[model.provider] != false),
            "price_usd": model.price().map { .number($0) },
            "most_images": (model.limits.images.hard ?? model.limits.images.recommended).map {
              .integer($0)
            },
            "takes_edits": .flag(model.capabilities.conversation == true),
            "stage": .text(model.status.stage.rawValue),
            "ends": model.status.retired.map { .text($0) },
          ])
        })
    ])
  }

  /// A generation as lists tell it.
  static func short(_ generation: GenerationSummary) throws -> JSON {
    let prompt = generation.prompt
    return try JSON(encoding: generation).adding([
      "prompt": .text(prompt.count > 300 ? prompt.prefix(299) + "…" : prompt)
    ])
  }
}
