import Troupe

/// What an asset's references show, as tables that a person reads.
struct CoverageListing {
  let coverage: Coverage

  var text: SafeText {
    var parts = [views]
    if !expressions.isEmpty {
      parts.append("\("Expressions", .strong)\n" + states(.expression).text(indent: 2))
    }
    let times = states(.time)
    if !times.isEmpty { parts.append("\("Times of day", .strong)\n" + times.text(indent: 2)) }
    let weak = coverage.entries.filter { $0.state == .weak }
    if !weak.isEmpty { parts.append("\("Weak", .strong)\n" + Self.reasons(weak).text(indent: 2)) }
    if let model = coverage.model { parts += notSent(to: model) }
    if !coverage.advice.isEmpty { parts.append(advice) }
    return parts.joined(separator: "\n\n")
  }

  private func entries(_ facet: Coverage.Entry.Facet) -> [Coverage.Entry] {
    coverage.entries.filter { $0.facet == facet }
  }

  /// Views down, looks across.
  private var views: SafeText {
    let looks = entries(.look).map(\.name)
    var table = Table([""] + looks.map { $0.isEmpty ? "usual look" : $0 })
    table.add([.init("any view")] + entries(.look).map(cell))
    var names: [String] = []
    for one in entries(.view) where !names.contains(one.name) { names.append(one.name) }
    for name in names {
      let cells = looks.map { look in
        entries(.view).first { $0.name == name && $0.look == look }.map(cell) ?? "–"
      }
      table.add([.init(name)] + cells)
    }
    return "\("\(coverage.asset)", .strong)\n" + table.text(indent: 2)
  }

  private func cell(_ one: Coverage.Entry) -> Table.Cell {
    switch one.state {
    case .covered: .init("\(one.references.count)", .good)
    case .single: .init("1 only")
    case .weak: .init("weak", .doubtful)
    case .missing: .init("missing", .bad)
    }
  }

  private var expressions: Table { states(.expression) }

  /// By state, the names of what a facet has.
  private func states(_ facet: Coverage.Entry.Facet) -> Table {
    var table = Table(["", ""])
    for state in [Coverage.Entry.State.covered, .single, .weak, .missing] {
      let names = entries(facet).filter { $0.state == state }.map(\.name)
      if !names.isEmpty {
        table.add(
          .init(state == .single ? "1 only" : state.rawValue, .faint),
          .init(names.joined(separator: ", ")))
      }
    }
    return table
  }

  private static func reasons(_ weak: [Coverage.Entry]) -> Table {
    var table = Table(["", ""])
    for one in weak {
      let look = (one.look ?? "").isEmpty ? "" : "\(one.look ?? "") "
      let name = one.facet == .look ? "look \(one.name.isEmpty ? "usual" : one.name)" : one.name
      table.add(.init(look + name), .init(one.reason))
    }
    return table
  }

  private func notSent(to model: String) -> [SafeText] {
    var parts: [SafeText] = []
    if !coverage.neverSent.isEmpty {
      parts.append(
        "\("Never sent to \(model)", .strong), whatever a prompt asks, but by --ref or on a sheet\n"
          + Self.pictures(coverage.neverSent))
    }
    if !coverage.outranked.isEmpty {
      parts.append(
        "\("Left out by \(model)", .strong) even when asked for just what they show\n"
          + Self.pictures(coverage.outranked))
    }
    let none: SafeText = "\(model) would receive every reference when asked for what it shows."
    return parts.isEmpty ? [none] : parts
  }

  private static func pictures(_ all: [ExcludedReference]) -> SafeText {
    var table = Table(["VIEW", "LOOK", "PICTURE", "WHY"])
    for one in all {
      table.add(
        .init(one.view?.rawValue ?? "–"), .init(one.look ?? "–"), .init(one.reference.short),
        .init(one.reason))
    }
    return table.text(indent: 2)
  }

  private static let mostAdvice = 8

  private var advice: SafeText {
    var table = Table([""])
    for one in coverage.advice.prefix(Self.mostAdvice) {
      table.add(.init(one.command(for: coverage.asset)))
    }
    let more = coverage.advice.count - Self.mostAdvice
    if more > 0 { table.add(.init("… and \(more) more: --json has all", .faint)) }
    return "\("To do", .strong), the most useful first\n" + table.text(indent: 2)
  }
}

extension Coverage.Advice {
  /// The command that does it; `IMAGE` and `VIEW` stand for what only the user knows.
  func command(for asset: Handle) -> String {
    switch action {
    case .describe: return "troupe reference set \(name) --of \(asset) --view VIEW"
    case .retire: return "troupe reference retire \(name) --of \(asset)"
    case .add: break
    }
    let look = facet == .look ? name : look ?? ""
    let first = name.split(separator: ",").first.map(String.init) ?? name
    let view: String? =
      switch facet {
      case .view: "--view \(name)"
      case .expression: "--view expression --caption \(first)"
      case .time: "--tag \(first)"
      case .look, nil: nil
      }
    let options = [view, look.isEmpty ? nil : "--look \(look)"].compactMap(\.self)
    return (["troupe reference add \(asset) IMAGE"] + options).joined(separator: " ")
  }
}

/// What `coverage` answers in `--json`: the report, with the command for each item of advice.
struct CoverageDocument: Encodable {
  let coverage: Coverage
  let traits: [TraitHistory]

  private enum CodingKeys: String, CodingKey { case advice, traits }

  func encode(to encoder: any Encoder) throws {
    try coverage.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(
      coverage.advice.map { Item(advice: $0, command: $0.command(for: coverage.asset)) },
      forKey: .advice)
    try container.encode(traits, forKey: .traits)
  }

  private struct Item: Encodable {
    let advice: Coverage.Advice
    let command: String

    enum CodingKeys: String, CodingKey { case command }

    func encode(to encoder: any Encoder) throws {
      try advice.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(command, forKey: .command)
    }
  }
}
