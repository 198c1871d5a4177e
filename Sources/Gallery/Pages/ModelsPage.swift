import Troupe

/// The models: what they take, what they cost, how long they live, and whether there is a key for them.
struct ModelsPage {
  let room: Room
  /// Whether only those are shown to which requests can be sent.
  let onlyUsable: Bool

  func page() async throws -> Page {
    let words = room.words
    let models = onlyUsable ? room.models.usable : room.models.profiles
    let lives = try await room.library.modelLives(today: room.now, onlyEnding: true)
    let made = Dictionary(
      try await room.library.costs(by: .model).lines.map { ($0.heading, $0.images) },
      uniquingKeysWith: { first, _ in first })
    var vendors: [(String, [ModelProfile])] = []
    for model in models {
      if vendors.last?.0 == model.provider {
        vendors[vendors.count - 1].1.append(model)
      } else {
        vendors.append((model.provider, [model]))
      }
    }
    return Page(
      template: "models", title: words["models"], command: "troupe models",
      values: [
        "countText": .text(words("modelCount", count: models.count)),
        "filters": .list(
          [("/models", "modelsUsable", onlyUsable), ("/models?show=all", "modelsAll", !onlyUsable)]
            .map { ["href": .text($0.0), "text": .text(words[$0.1]), "current": .flag($0.2)] }),
        "endings": .list(lives.map(ending)),
        "vendors": .list(vendors.map { vendor($0.0, $0.1, made) }),
      ])
  }

  private func ending(_ life: ModelLife) -> PageValue {
    let words = room.words
    let days = life.daysLeft.map { max(0, $0) }
    return [
      "text": .text(
        days.map { words("modelEnds", count: $0, life.use.model, words.grouped(life.use.images)) }
          ?? words("modelEnded", life.use.model, words.grouped(life.use.images))),
      "href": .text(Room.wall("model:\(life.use.model)")),
      "linkText": .text(words["modelWork"]),
    ]
  }

  private func vendor(
    _ provider: String, _ models: [ModelProfile], _ made: [String: Int]
  ) -> PageValue {
    let words = room.words
    let key = room.models.status(of: provider)
    return [
      "vendor": .text(provider),
      "keyState": .text(key?.isKnown == false ? "warn" : "good"),
      "keyText": .text(
        key == nil
          ? words["keyNotNeeded"] : key?.isKnown == true ? words["keyThere"] : words["keyMissing"]),
      "keyHelp": .text(key?.isKnown == false ? "troupe key set \(provider)" : nil),
      "models": .list(models.map { row($0, made[$0.id] ?? 0) }),
    ]
  }

  private func row(_ model: ModelProfile, _ made: Int) -> PageValue {
    let words = room.words
    let status = model.status
    let can = model.capabilities
    let abilities = [
      can.conversation ? "conversation" : nil, can.mask ? "mask" : nil,
      can.seed == true ? "seed" : nil, can.judge == true ? "judge" : nil,
      can.webSearch == true ? "search" : nil,
    ].compactMap(\.self)
    let kinds = model.limits.kinds.sorted { $0.key < $1.key }.compactMap { kind, limit in
      limit.bound.map { "\(words.word("limit", kind)) \($0)" }
    }
    return [
      "anchorId": .text(model.id.inPath), "id": .text(model.id),
      "name": .text(model.name == model.id ? nil : model.name),
      "priceText": .text(words.range(model)),
      "priceNote": .text(
        model.price.checked.isEmpty
          ? nil : words("priceChecked", model.price.source, model.price.checked)),
      "imagesText": .text(model.limits.images.bound.map(String.init) ?? "?"),
      "kindsText": .text(kinds.isEmpty ? "–" : kinds.joined(separator: " · ")),
      "sizesText": .text(
        ModelProfile.smallestFirst(model.sizes.value ?? []).joined(separator: " ")),
      "abilities": .texts(abilities.map { words.word("ability", $0) }),
      "lifeState": .text(
        status.stage == .retired ? "ended" : status.retired == nil ? "goes" : "ends"),
      "lifeText": .text(
        (status.retired.map { words("endsOn", $0) } ?? words.word("stage", status.stage.rawValue))
          + (status.confirmed ? "" : " ?")),
      "isEnding": .flag(status.stage == .deprecated || status.stage == .retired),
      "successor": .text(status.successor),
      "successorHref": .text(status.successor.map { "#model-\($0.inPath)" }),
      "usedText": .text(words.grouped(made)),
      "usedHref": .text(made > 0 ? Room.wall("model:\(model.id)") : nil),
    ]
  }
}
