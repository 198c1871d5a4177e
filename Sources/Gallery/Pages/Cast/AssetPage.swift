import Troupe

/// One asset: its model sheet with holes, its references, and what was made with it.
struct AssetPage {
  let room: Room
  let handle: Handle
  /// The look whose views are shown; empty for the usual one.
  let look: String

  func page() async throws -> Page {
    let library = room.library
    let asset = try await library.asset(handle)
    let all = try await library.references(of: asset.handle, includeRetired: true)
    let references = all.filter { $0.retiredAt == nil }
    let cards = try await CastCards(room, of: [asset])
    let sheet = AssetSheet(
      room: room, asset: asset, references: references,
      coverage: try await library.coverage(of: asset.handle))
    let words = room.words
    let isLinked = cards.origin(of: asset) != nil
    let values = try await head(asset, cards).merging(sheet.values(look)) { $1 }
      .merging(referenceValues(asset, references, retired: all.filter { $0.retiredAt != nil })) {
        $1
      }.merging(takes(of: asset)) { $1 }.merging(form(asset)) { $1 }
      .merging(versions(of: asset)) { $1 }
      .merging(AssetDrift(room: room, asset: asset).values()) { $1 }
    return Page(
      template: "asset", title: asset.name, command: "troupe show \(asset.handle)",
      values: .fields(values)
        .adding(isLinked ? ["readOnly": true] : [:])
        .adding(["lookTabs": .list(sheet.tabs(look)), "views": .list(views(words))]))
  }

  private func head(_ asset: Asset, _ cards: CastCards) async throws -> [String: PageValue] {
    let words = room.words
    let warning = try await room.library.likenessWarnings(for: [asset.handle]).first
    return [
      "anchor": cards.face(of: asset) ?? "", "initial": .text(String(asset.name.prefix(1))),
      "displayName": .text(asset.name), "handle": .text("\(asset.handle)"),
      "kindText": .text(words.word("kind", asset.kind.rawValue)),
      "linkedText": .text(cards.origin(of: asset)), "aliases": .texts(asset.aliases),
      "description": .text(asset.description), "hasTraits": .flag(!asset.traits.isEmpty),
      "traits": .list(
        asset.traits.map { trait in
          [
            "text": .text(trait),
            "fromText": .text(
              asset.traitStarts?[trait].map { words("fromShot", "\($0)") }),
          ]
        }),
      "countsText": .text(cards.counts(of: asset)),
      "likenessText": .text(asset.likeness.map { words.word("likeness", $0.rawValue) }),
      "releaseText": .text(
        asset.release.map { words("release", $0.fileName, words.day($0.addedAt)) }),
      "likenessWarning": .text(warning.map { words("likenessWarning", $0.name) }),
      "planHref": .text("/plan?prompt=\("\(asset.handle) ".inQuery)"),
      "takesHref": .text(Room.wall("with:\(asset.handle)")),
      "editHref": .text(Room.href(asset.handle)),
      "uploadHref": .text("\(Room.href(asset.handle))/references"),
      "refHref": .text("\(Room.href(asset.handle))/ref"),
    ]
  }

  private func referenceValues(
    _ asset: Asset, _ references: [Reference], retired: [Reference]
  ) -> [String: PageValue] {
    let words = room.words
    return [
      "referencesText": .text(words("referenceCount", count: references.count)),
      "hasReferences": .flag(!references.isEmpty),
      "references": .list(
        references.enumerated().map { tile($1, place: $0 + 1, of: references.count) }),
      "lookNames": .texts(asset.looks.map(\.name)),
      "hasRetired": .flag(!retired.isEmpty),
      "retiredText": .text(words("retiredCount", count: retired.count)),
      "retired": .list(
        retired.map { room.picture($0.image).adding(["digest": .text($0.digest.hex)]) }),
    ]
  }

  private func tile(_ reference: Reference, place: Int, of count: Int) -> PageValue {
    let words = room.words
    let view = reference.view.map { words.word("view", $0.rawValue) }
    return room.picture(reference.image, alt: view ?? words["references"]).adding([
      "digest": .text(reference.digest.hex), "short": .text(reference.digest.short),
      "placeText": .number(place), "viewText": .text(view ?? words["viewUnsaid"]),
      "lookText": .text(reference.look), "isPinned": .flag(reference.isPinned),
      "caption": .text(reference.caption),
      "sizeText": .text(words.pixels(reference.width, reference.height)),
      "originHref": .text(reference.origin.map(Room.href)), "fileName": .text(reference.fileName),
      "earlierPlace": .number(max(1, place - 1)), "laterPlace": .number(min(count, place + 1)),
      "isFirst": .flag(place == 1), "isLast": .flag(place == count),
      "view": .text(reference.view?.rawValue), "look": .text(reference.look),
    ])
  }

  /// What was made with it, the best first: those rated 4 and 5, then the newest.
  private func takes(of asset: Asset) async throws -> [String: PageValue] {
    let library = room.library
    let rated = try await library.searchPage(
      "with:\(asset.handle) rating:4.. sort:rating", limit: 24)
    let newest = try await library.searchPage("with:\(asset.handle) is:done", limit: 24)
    let known = Set(rated.generations.map(\.id))
    let shown = (rated.generations + newest.generations.filter { !known.contains($0.id) }).prefix(
      24)
    let said = try await library.annotations(of: shown.map(\.id))
    let tiles = shown.compactMap { generation -> PageValue? in
      guard let output = generation.outputs.first else { return nil }
      let rating = said.first { $0.target == .init(output.id) }?.rating
      return room.picture(output, alt: generation.prompt.shortened(to: 120)).adding([
        "starsText": .text(rating.map { String(repeating: "★", count: $0) }),
        "ratingText": .text(rating.map { room.words("rated", "\($0)") }),
      ])
    }
    return [
      "hasTakes": .flag(!tiles.isEmpty), "takes": .list(tiles),
      "takesText": .text(newest.total.map { room.words("takesCount", count: $0) }),
    ]
  }

  private func form(_ asset: Asset) -> [String: PageValue] {
    let words = room.words
    let choices: [Likeness?] = [nil, .real, .fictional]
    return [
      "aliasesLine": .text(asset.aliases.joined(separator: ", ")),
      "traitsLines": .text(asset.traits.joined(separator: "\n")),
      "tagsLine": .text(asset.tags.joined(separator: ", ")),
      "likenessChoices": .list(
        choices.map { one in
          [
            "value": .text(one?.rawValue),
            "text": .text(words.word("likeness", one?.rawValue ?? "unsaid")),
            "chosen": .flag(one == asset.likeness),
          ]
        }),
    ]
  }

  private func versions(of asset: Asset) async throws -> [String: PageValue] {
    let versions = try await room.library.versions(of: asset.handle)
    let earlier = [nil] + versions.map(Optional.some)
    let list = zip(versions, earlier).reversed().map { one, earlier -> PageValue in
      [
        "versionName": .text("\(one.name)"), "whenText": .text(room.words.minute(one.since)),
        "changes": .texts(
          earlier.map(one.changes(since:)).map { $0.map(room.words.change) }
            ?? [room.words["versionFirst"]]),
      ]
    }
    return [
      "hasVersions": .flag(versions.count > 1), "versions": .list(list),
      "versionsText": .number(versions.count),
    ]
  }

  private func views(_ words: Words) -> [PageValue] {
    View.named.map {
      ["value": .text($0.rawValue), "text": .text(words.word("view", $0.rawValue))]
    }
  }
}

extension Words {
  /// As in `traits: red scarf → blue scarf`.
  func change(_ change: AssetChange) -> String {
    let what = self("change.\(change.subject.rawValue)", change.name.shortened(to: 40))
    switch (change.before, change.after) {
    case (nil, _): return self("changeCame", what)
    case (_, nil): return self("changeGone", what)
    case (let before?, let after?):
      return self("changeTo", what, before.shortened(to: 200), after.shortened(to: 200))
    }
  }
}
