import Troupe

/// The cast by kind, with faces.
struct CastPage {
  let room: Room
  /// What is searched for among names, handles and tags; may be empty.
  let query: String
  /// The one kind that is shown; `nil` for all.
  let kind: Kind?
  /// What was filled in to add someone, and why that failed.
  var draft = CastDraft()

  func page() async throws -> Page {
    let all = try await room.library.assets()
    let shown = all.filter { (kind == nil || $0.kind == kind) && matches($0) }
    let cards = try await CastCards(room, of: shown)
    let words = room.words
    return Page(
      template: "cast", title: words["castTitle"],
      command: kind.map { "troupe list \($0.rawValue)" } ?? "troupe list",
      values: .fields([
        "countText": .text(words("castCount", count: all.count)), "query": .text(query),
        "kinds": .list(kinds(all)), "hasAssets": .flag(!shown.isEmpty),
        "addOpen": .flag(all.isEmpty || !draft.fault.isEmpty),
        "addFault": .text(draft.fault), "addHandle": .text(draft.handle),
        "addName": .text(draft.name), "addDescription": .text(draft.description),
        "addKinds": .list(
          Kind.allCases.map { one in
            [
              "value": .text(one.rawValue), "text": .text(words.word("kind", one.rawValue)),
              "chosen": .flag(one == draft.kind),
            ]
          }),
        "addedNotes": .texts(draft.notes),
        "groups": .list(
          Kind.allCases.compactMap { kind in group(kind, shown, cards) }),
      ]))
  }

  private func matches(_ asset: Asset) -> Bool {
    let wanted = query.lowercased().trimmingPrefix("@")
    return wanted.isEmpty || Self.names(asset).lowercased().contains(wanted)
  }

  private static func names(_ asset: Asset) -> String {
    ([asset.handle.text, asset.name] + asset.aliases + asset.tags).joined(separator: " ")
  }

  private func kinds(_ all: [Asset]) -> [PageValue] {
    let entry = { (kind: Kind?, text: String, count: Int) -> PageValue in
      [
        "href": .text(kind.map { "/cast?kind=\($0.rawValue)" } ?? "/cast"), "text": .text(text),
        "countText": .number(count), "current": .flag(kind == self.kind),
      ]
    }
    return [entry(nil, room.words["all"], all.count)]
      + Kind.allCases.map { kind in
        entry(
          kind, room.words.word("kinds", kind.rawValue), all.count { $0.kind == kind })
      }
  }

  private func group(_ kind: Kind, _ assets: [Asset], _ cards: CastCards) -> PageValue? {
    let own = assets.filter { $0.kind == kind }
    guard !own.isEmpty else { return nil }
    return [
      "kind": .text(kind.rawValue), "kindText": .text(room.words.word("kinds", kind.rawValue)),
      "groupCountText": .number(own.count),
      "assets": .list(own.map { cards.card(of: $0).adding(["words": .text(Self.names($0))]) }),
    ]
  }
}

/// What was filled in to add someone to the cast.
struct CastDraft: Sendable {
  var kind = Kind.character
  var handle = "", name = "", description = ""
  /// Why it was not added; empty where nothing is wrong.
  var fault = ""
  /// What became of what was added.
  var notes: [String] = []
}

/// Assets as cards.
struct CastCards {
  private let room: Room
  private let faces: [ULID: StoredImage]
  private let counts: [ULID: Int]
  private let made: [String: Int]
  private let linked: [Handle: String]

  init(_ room: Room, of assets: [Asset]) async throws {
    self.room = room
    faces = try await room.library.faces(of: assets.map(\.id))
    counts = try await room.library.referenceCounts()
    made = Dictionary(
      try await room.library.costs(by: .asset).lines.map { ($0.heading, $0.images) },
      uniquingKeysWith: +)
    linked = Dictionary(
      try await room.library.linkedLibraries().flatMap { library in
        library.assets.map { ($0, library.path) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Where an asset that is kept in another library comes from; `nil` for one of this library.
  func origin(of asset: Asset) -> String? {
    linked[asset.handle].map {
      room.words("linkedFrom", String($0.split(separator: "/").last ?? "/"))
    }
  }

  func counts(of asset: Asset) -> String {
    let made = made["\(asset.handle)"] ?? made[asset.handle.text] ?? 0
    return [
      room.words("referenceCount", count: counts[asset.id] ?? 0),
      room.words("imagesMade", count: made),
    ].joined(separator: " · ")
  }

  func face(of asset: Asset) -> PageValue? {
    faces[asset.id].map { room.picture($0, alt: asset.name) }
  }

  func card(of asset: Asset) -> PageValue {
    [
      "href": .text(Room.href(asset.handle)), "face": face(of: asset) ?? "",
      "initial": .text(String(asset.name.prefix(1))), "displayName": .text(asset.name),
      "handle": .text("\(asset.handle)"), "countsText": .text(counts(of: asset)),
      "linkedText": .text(origin(of: asset)),
    ]
  }
}
