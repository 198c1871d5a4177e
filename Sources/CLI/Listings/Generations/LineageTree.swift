import Troupe

/// A lineage as a tree: what was edited stands above its edits.
struct LineageTree {
  private let lineage: Lineage
  private let names: ShortNames
  private let children: [ULID: [Generation]]
  private let roots: [Generation]
  private let pairs: [LineagePair]

  init(_ lineage: Lineage, pairs: [LineagePair] = []) {
    self.pairs = pairs
    self.lineage = lineage
    names = ShortNames(lineage.generations)
    var children: [ULID: [Generation]] = [:]
    var roots: [Generation] = []
    for generation in lineage.generations {
      if let stem = lineage.stem(of: generation) {
        children[stem, default: []].append(generation)
      } else {
        roots.append(generation)
      }
    }
    self.children = children
    self.roots = roots
  }

  var text: SafeText {
    roots.flatMap { lines($0, head: "", tail: "") }.joined(separator: "\n")
  }

  private func lines(_ generation: Generation, head: SafeText, tail: SafeText) -> [SafeText] {
    let below = children[generation.id] ?? []
    return [head + node(generation, room: TerminalWidth.columns - head.plain.displayWidth)]
      + below.enumerated().flatMap { index, child in
        let isLast = index == below.count - 1
        return lines(
          child, head: tail + (isLast ? "└─ " : "├─ "), tail: tail + (isLast ? "   " : "│  "))
      }
  }

  private func node(_ generation: Generation, room: Int) -> SafeText {
    let isFocus = generation.id == lineage.focus
    let notes = notes(generation) + (isFocus ? ["◀ this one"] : [])
    let name = names.name(generation.id)
    let used = name.count + generation.state.rawValue.count + generation.model.count + 6
    let noted = notes.isEmpty ? 0 : notes.joined(separator: " · ").displayWidth + 2
    let prompt = generation.prompt.quoted(within: max(30, room - used - noted))
    let start: SafeText = isFocus ? "\(name, .strong)" : "\(name)"
    let state: SafeText = "\(generation.state.rawValue, generation.state.tint)"
    let end: SafeText = notes.isEmpty ? "" : "  \(notes.joined(separator: " · "), .faint)"
    return start + "  " + state + "  \(generation.model)  \(prompt)" + end
  }

  private func notes(_ generation: Generation) -> [String] {
    let stem = lineage.stem(of: generation)
    let edges = generation.inputs.map(\.chosen).compactMap { reference -> String? in
      guard let origin = reference.origin, reference.role != .parent else { return nil }
      let who = reference.asset.map { "\($0)" } ?? reference.role.rawValue
      return origin.generation == stem ? "with \(who) from it" : "with \(who) from \(short(origin))"
    }
    let unique = edges.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return unique
      + [
        generation.replayOf.map { "replay of \(names.name($0))" },
        generation.rebuildOf.map { "rebuild of \(names.name($0))" },
      ].compactMap(\.self) + others(generation)
  }

  /// What stands for it elsewhere.
  private func others(_ generation: Generation) -> [String] {
    pairs.compactMap { pair in
      guard pair.pair.old.generation == generation.id else { return nil }
      return "⇄ \(pair.pair.new)\(pair.model.map { " on \($0)" } ?? "")"
    }
  }

  private func short(_ output: OutputID) -> String {
    "\(names.name(output.generation))/\(output.position)"
  }
}
