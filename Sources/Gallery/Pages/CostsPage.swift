import Troupe

/// What was spent, under headings.
struct CostsPage {
  let room: Room
  let grouping: Ledger.Grouping

  func page() async throws -> Page {
    let ledger = try await room.library.costs(by: grouping)
    let months =
      grouping == .month ? ledger : try await room.library.costs(by: .month)
    let words = room.words
    return Page(
      template: "costs", title: words["costs"],
      command: grouping == .month ? "troupe costs" : "troupe costs --by \(grouping.rawValue)",
      values: [
        "groupings": groupings, "sums": .list(sums(months)),
        "monthBound": bound(months) ?? "", "openText": .text(open(ledger.total)),
        "openHref": ledger.total.openRequests > 0 ? .text(Room.wall("state:unknown")) : "",
        "hasLines": .flag(!ledger.lines.isEmpty), "lines": .list(lines(of: ledger)),
        "headingText": .text(words["costsBy.\(grouping.rawValue)"]),
        "tableText": .text(words("costsTable", words["costsBy.\(grouping.rawValue)"])),
        "totalLine": figures(ledger.total),
        "countedTwice": grouping == .asset || grouping == .tag
          ? .text(words["costsCountedTwice"]) : "",
        "sinceText": .text(words("imagesMade", count: ledger.total.images)),
      ])
  }

  private var groupings: PageValue {
    .list(
      Ledger.Grouping.allCases.map { one in
        [
          "href": .text("/costs?by=\(one.rawValue)"), "current": .flag(one == grouping),
          "text": .text(room.words["costsBy.\(one.rawValue)"]),
        ]
      })
  }

  private func sums(_ months: Ledger) -> [PageValue] {
    let words = room.words
    let month = thisMonth(months)
    return [
      sum("costsThisMonth", month?.costUSD ?? 0, words("imagesMade", count: month?.images ?? 0)),
      sum(
        "costsInAll", months.total.costUSD, words("imagesMade", count: months.total.images)),
      sum(
        "costsPerhaps", months.total.openUSD ?? 0,
        words("costsOpenRequests", count: months.total.openRequests)),
    ]
  }

  private func sum(_ key: String, _ dollars: Double, _ note: String) -> PageValue {
    [
      "label": .text(room.words[key]), "valueText": .text(room.words.money(dollars)),
      "noteText": .text(note),
    ]
  }

  private func thisMonth(_ months: Ledger) -> Ledger.Line? {
    let month = String(room.now.formatted(.iso8601).prefix(7))
    return months.lines.first { $0.heading == month }
  }

  private func bound(_ months: Ledger) -> PageValue? {
    guard let most = room.library.settings.maxCostMonth, most > 0 else { return nil }
    let spent = thisMonth(months).map { $0.costUSD + ($0.openUSD ?? 0) } ?? 0
    let percent = min(100, Int((spent / most * 100).rounded()))
    return [
      "percent": .number(percent), "isNear": .flag(percent >= 80),
      "boundText": .text(
        room.words("budget", room.words.money(spent), room.words.money(most))),
    ]
  }

  private func open(_ total: Ledger.Line) -> String? {
    guard total.openRequests > 0 else { return nil }
    return room.words(
      "costsOpen", count: total.openRequests, room.words.bound(total.openUSD))
  }

  private func lines(of ledger: Ledger) -> [PageValue] {
    let most = ledger.lines.map { $0.costUSD + ($0.openUSD ?? 0) }.max() ?? 0
    func percent(_ dollars: Double) -> Int { most > 0 ? Int((dollars / most * 100).rounded()) : 0 }
    return ledger.lines.map { line in
      let heading = line.heading.isEmpty ? room.words["costsWithout"] : line.heading
      return figures(line).adding([
        "heading": .text(heading), "href": .text(href(line.heading)),
        "percent": .number(percent(line.costUSD)),
        "openPercent": .number(percent(line.openUSD ?? 0)),
      ])
    }
  }

  private func figures(_ line: Ledger.Line) -> PageValue {
    let words = room.words
    return [
      "costText": .text(words.money(line.costUSD)), "imagesText": .text(words.grouped(line.images)),
      "requestsText": .text(words.grouped(line.requests)),
      "openCostText": line.openRequests == 0
        ? "–" : .text(line.openUSD.map(words.money) ?? words["priceUnknown"]),
    ]
  }

  /// What the wall shows of one heading; nothing where the query has no word for it.
  private func href(_ heading: String) -> String? {
    guard !heading.isEmpty, !heading.contains(" ") else { return nil }
    switch grouping {
    case .model: return Room.wall("model:\(heading)")
    case .asset: return Room.wall("with:@\(heading.trimmingPrefix("@"))")
    case .tag: return Room.wall("tag:\(heading)")
    case .day: return Room.wall("on:\(heading)")
    case .month: return Room.wall("on:\(heading)")
    case .provider, .scene, .member: return nil
    }
  }
}
