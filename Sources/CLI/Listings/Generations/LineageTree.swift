import Troupe

/// A page of a lineage as a tree: what was edited stands above its edits.
struct LineageTree {
  private let page: LineagePage
  private let names: ShortNames
  private let children: [ULID: [GenerationSummary]]
  private let tops: [GenerationSummary]
  private let pairs: [ULID: [LineagePair]]

  init(_ page: LineagePage, pairs: [LineagePair] = []) {
    self.page = page
    self.pairs = Dictionary(grouping: pairs) { $0.pair.old.generation }
    names = ShortNames(page.generations.map(\.id) + page.roots)
    var children: [ULID: [GenerationSummary]] = [:]
    var tops: [GenerationSummary] = []
    for generation in page.generations {
      if let stem = page.stem(of: generation) {
        children[stem, default: []].append(generation)
      } else {
        tops.append(generation)
      }
    }
    self.children = children
    self.tops = tops
  }

  var text: SafeText {
    (earlier + tops.flatMap(lines) + later).joined(separator: "\n")
  }

  /// How much goes before what is shown, and in what that begins.
  private var earlier: [SafeText] {
    let count = page.remaining.ancestors
    guard count > 0, let first = page.roots.first else { return [] }
    let others = page.roots.count - 1
    let more =
      others == 0 ? "" : others + 1 < LineagePage.mostRoots ? " and \(others) more" : " and more"
    return ["\("… \(count) earlier, from \(names.name(first))\(more) on", .faint)"]
  }

  private var later: [SafeText] {
    let count = page.remaining.descendants
    return count == 0 ? [] : ["\("… \(count) later", .faint)"]
  }

  /// A generation with what its line begins with.
  private struct Branch {
    let generation: GenerationSummary
    /// What stands before its mark, and before what hangs at its own level.
    let margin: SafeText
    /// What ties it to what it hangs under.
    let mark: SafeText
    /// What stands in the place of the mark in the lines below.
    let rest: SafeText
    let depth: Int
  }

  /// From this depth on an only child stands straight below what it came from, so that a long line stays readable.
  private static let deepest = 5

  /// Without calls of itself: a line may be many thousands long.
  private func lines(_ top: GenerationSummary) -> [SafeText] {
    var lines: [SafeText] = []
    var open = [Branch(generation: top, margin: "", mark: "", rest: "", depth: 0)]
    while let branch = open.popLast() {
      let head = branch.margin + branch.mark
      let node = node(branch.generation, room: TerminalSize.columns - head.plain.displayWidth)
      let below = branch.margin + branch.rest
      lines += node.enumerated().map { index, line in (index == 0 ? head : below) + line }
      open += hanging(under: branch).reversed()
    }
    return lines
  }

  private func hanging(under branch: Branch) -> [Branch] {
    let below = children[branch.generation.id] ?? []
    if below.count == 1, branch.depth >= Self.deepest {
      return [
        Branch(
          generation: below[0], margin: branch.margin, mark: "↓  ", rest: branch.rest,
          depth: branch.depth)
      ]
    }
    return below.enumerated().map { index, child in
      let isLast = index == below.count - 1
      return Branch(
        generation: child, margin: branch.margin + branch.rest, mark: isLast ? "└─ " : "├─ ",
        rest: isLast ? "   " : "│  ", depth: branch.depth + 1)
    }
  }

  /// One line, or where that is too long for a terminal one for each thing.
  private func node(_ generation: GenerationSummary, room: Int) -> [SafeText] {
    let isFocus = generation.id == page.focus
    let notes = notes(generation) + (isFocus ? ["◀ this one"] : [])
    let name = names.name(generation.id)
    let used = name.count + generation.state.rawValue.count + generation.model.count + 6
    let noted = notes.isEmpty ? 0 : notes.joined(separator: " · ").displayWidth + 2
    let isCut = TerminalSize.isKnown && used + noted + 20 > room
    let prompt = generation.prompt.quoted(within: isCut ? room - 3 : max(20, room - used - noted))
    let start: SafeText = isFocus ? "\(name, .strong)" : "\(name)"
    let state: SafeText = "\(generation.state.rawValue, generation.state.tint)"
    let first = start + "  " + state
    if isCut {
      let model = generation.model.truncated(
        to: room - name.count - generation.state.rawValue.count - 4)
      let told = notes.joined(separator: " · ").wrapped(to: room - 3, cutsWords: true)
      return [first + "  \(model)", "   \(prompt)"]
        + (notes.isEmpty ? [] : told.map { "   \($0, .faint)" })
    }
    let end: SafeText = notes.isEmpty ? "" : "  \(notes.joined(separator: " · "), .faint)"
    return [first + "  \(generation.model)  \(prompt)" + end]
  }

  private func notes(_ generation: GenerationSummary) -> [String] {
    let stem = page.stem(of: generation)
    let edges = generation.sources.filter { $0.role != .parent }.map { source in
      let who = source.asset.map { "\($0)" } ?? source.role.rawValue
      return source.origin.generation == stem
        ? "with \(who) from it" : "with \(who) from \(short(source.origin))"
    }
    let unique = edges.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return unique
      + [
        generation.replayOf.map { "replay of \(names.name($0))" },
        generation.rebuildOf.map { "rebuild of \(names.name($0))" },
      ].compactMap(\.self) + others(generation)
  }

  /// What stands for it elsewhere.
  private func others(_ generation: GenerationSummary) -> [String] {
    (pairs[generation.id] ?? []).map { pair in
      "⇄ \(pair.pair.new)\(pair.model.map { " on \($0)" } ?? "")"
    }
  }

  private func short(_ output: OutputID) -> String {
    "\(names.name(output.generation))/\(output.position)"
  }
}
