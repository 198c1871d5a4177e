import Foundation
import Troupe

/// The wall: what answers to a query, newest first, by day.
struct WallPage {
  let room: Room
  let query: String
  /// Where the page goes on; `nil` for the first.
  let cursor: String?

  /// Generations on one page.
  static let pageSize = 48
  /// Filters that can be taken away one by one.
  private static let termsShown = 40

  func page() async throws -> Page {
    let library = room.library
    let found = try await library.searchPage(query, limit: Self.pageSize, after: cursor)
    let words = room.words
    let isBlank = query.allSatisfy(\.isWhitespace)
    if isBlank, cursor == nil, found.generations.isEmpty { return empty }
    let said = try await library.annotations(of: found.generations.map(\.id))
    let cells = WallCells(room, said, query: isBlank ? "" : query)
    let total = found.total.map { count in
      words(found.isTotalExact ? "generationCount" : "generationsAtLeast", count: count)
    }
    let isFirst = cursor == nil
    return Page(
      template: "wall", title: words["wall"],
      command: isBlank ? "troupe search" : "troupe search \(query.inShell)",
      values: .fields([
        "q": .text(query), "terms": .list(terms), "totalText": .text(total),
        "understoodText": .text(isBlank ? nil : found.interpretation),
        "notUnderstood": .list(found.notes.map { ["noteText": .text($0)] }),
        "nothing": .flag(found.generations.isEmpty),
        "nothingText": .text(words("nothingFound", query.shortened(to: 80))),
        "facets": isFirst ? .list(try await facets()) : [],
        "canSave": .flag(!isBlank && !room.isReadOnly && !query.contains("board:")),
        "days": .list(days(found.generations, cells)),
        "moreHref": .text(found.next.map { "\(href(query))&after=\($0.inQuery)" }),
      ])
    ).adding(isFirst ? try await faces() : [:])
  }

  private var empty: Page {
    Page(
      template: "wall", title: room.words["wall"], command: "troupe search",
      values: [
        "empty": true, "castCommand": "troupe add character kael kael.png",
        "keyCommand": "troupe key set google",
        "makeCommand": "troupe generate \"@kael on a roof at night\"",
      ])
  }

  private func href(_ query: String) -> String { "/?q=\(query.inQuery)" }

  /// Each filter of the query with what takes it away.
  private var terms: [PageValue] {
    let terms = query.split(separator: " ").map(String.init)
    return terms.enumerated().filter { $1.contains(":") }.prefix(Self.termsShown).map {
      place, term in
      var others = terms
      others.remove(at: place)
      return ["term": .text(term), "removeHref": .text(href(others.joined(separator: " ")))]
    }
  }

  private func facets() async throws -> [PageValue] {
    let words = room.words
    let boards = try await room.library.boards()
    let fixed = [
      facet("rating", [("rating:4..", "★★★★"), ("rating:5", "★★★★★"), ("rating:0", nil)]),
      facet("pick", [("pick:yes", nil), ("pick:no", nil), ("-pick:no", nil)]),
      facet(
        "state",
        [GenerationState.done, .refused, .failed, .unknown].map { state in
          ("state:\(state.rawValue)", words.word("state", state.rawValue))
        }),
      facet(
        "shape", ["landscape", "portrait", "square"].map { ("aspect:\($0)", nil) }),
      facet(
        "sort",
        ["newest", "oldest", "rating", "cost", "relevance"].map { ("sort:\($0)", nil) }),
    ]
    guard !boards.isEmpty else { return fixed }
    return fixed + [facet("board", boards.map { ("board:\($0.name)", $0.name) })]
  }

  private func facet(_ name: String, _ choices: [(term: String, text: String?)]) -> PageValue {
    let words = room.words
    let terms = query.split(separator: " ").map(String.init)
    let own = Set(choices.map(\.term))
    let others = terms.filter { !own.contains($0) }
    return [
      "facetText": .text(words["facet.\(name)"]),
      "facetOn": .flag(terms.contains(where: own.contains)),
      "choices": .list(
        choices.map { term, text in
          let isChosen = terms.contains(term)
          let query = (isChosen ? others : others + [term]).joined(separator: " ")
          return [
            "choiceText": .text(text ?? words["choice.\(term)"]), "choiceHref": .text(href(query)),
            "chosen": .flag(isChosen),
          ]
        }),
    ]
  }

  private func faces() async throws -> [String: PageValue] {
    let assets = try await room.library.assets()
    let faces = try await room.library.faces(of: assets.map(\.id))
    let terms = query.split(separator: " ").map(String.init)
    let shown = assets.lazy.compactMap { asset -> PageValue? in
      guard let face = faces[asset.id] else { return nil }
      let term = "with:\(asset.handle)"
      let isChosen = terms.contains(term)
      let query = (isChosen ? terms.filter { $0 != term } : terms + [term]).joined(separator: " ")
      return [
        "handle": .text("\(asset.handle)"), "faceHref": .text(href(query)),
        "faceDigest": .text(face.digest.hex), "chosen": .flag(isChosen),
      ]
    }.prefix(40)
    return ["hasFaces": .flag(!shown.isEmpty), "faces": .list(Array(shown))]
  }

  private func days(_ generations: [GenerationSummary], _ cells: WallCells) -> [PageValue] {
    var days: [(day: String, at: Date, generations: [GenerationSummary])] = []
    for generation in generations {
      let day = room.words.day(generation.createdAt)
      if days.last?.day == day {
        days[days.count - 1].generations.append(generation)
      } else {
        days.append((day, generation.createdAt, [generation]))
      }
    }
    return days.map { day in
      [
        "dayKey": .text(day.day), "dayText": .text(day.day),
        "dayCountText": .text(
          room.words(
            "imagesMade", count: day.generations.reduce(0) { $0 + $1.outputs.count })),
        "items": .list(cells.items(day.generations)),
      ]
    }
  }
}

extension Page {
  /// The same with further fields.
  func adding(_ fields: [String: PageValue]) -> Page {
    Page(template: template, title: title, command: command, values: values.adding(fields))
  }
}

extension String {
  /// As one argument of a command in a shell.
  var inShell: String {
    let plain = allSatisfy { $0.isLetter || $0.isNumber || "@:/._-,+=".contains($0) }
    return plain && !isEmpty ? self : "'\(replacing("'", with: "'\\''"))'"
  }
}
