import Foundation
import Troupe
import TroupeGalleryShapes

/// A lineage as a tree of pictures.
struct LineageTreePage {
  let room: Room
  let name: GenerationName
  /// Generations whose branches are folded; `all` folds what has more than one child.
  let collapsed: [String]

  /// The most generations that are drawn on one page.
  static let most = 2_000

  func page() async throws -> Page {
    let words = room.words
    let lineage = try await room.library.lineage(name, limit: Self.most)
    let pairs = try await room.library.pairs(of: lineage)
    let all = lineage.generations
    let folded = folded(all)
    let graph = LineageGraph(nodes: nodes(all, lineage.focus), edges: edges(all, lineage, pairs))
    let label = words("lineageTree", count: all.count)
    let cost = all.compactMap(\.costUSD).reduce(0, +)
    let rest = lineage.remaining.all
    let base = "/lineage/\(lineage.focus)"
    return Page(
      template: "lineage", title: words("lineageTitle", "\("\(lineage.focus)".prefix(10))"),
      command: "troupe lineage \(lineage.focus)",
      values: [
        "treeSVG": .markup(
          LineageSVG(
            LineageLayout(graph, collapsed: folded),
            words: .init(label: label, fold: words["foldBranch"], unfold: words["unfoldBranch"]),
            collapsed: folded
          ).text),
        "treeText": .text(label),
        "totalText": .text("\(words("generationCount", count: all.count)) · \(words.money(cost))"),
        "cutText": .text(rest > 0 ? words("lineageCut", count: rest) : nil),
        "foldAllHref": folded.isEmpty && all.count > 3 ? .text("\(base)?collapsed=all") : "",
        "unfoldAllHref": folded.isEmpty ? "" : .text(base),
        "nodes": .list(all.enumerated().map { item($1, $0 + 1, all) }),
      ])
  }

  private func folded(_ all: [GenerationSummary]) -> Set<String> {
    guard collapsed == ["all"] else { return Set(collapsed) }
    let children = Dictionary(
      grouping: all.compactMap { one in one.parents.first.map { (parent: $0, child: one.id) } },
      by: \.parent)
    return Set(children.filter { $0.value.count > 1 }.map { "\($0.key)" })
  }

  private func nodes(_ all: [GenerationSummary], _ focus: ULID) -> [LineageGraph.Node] {
    let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return all.map { one in
      let output = one.outputs.first
      let parent = one.parents.first.flatMap { byID[$0] }
      let prompt = one.prompt.isEmpty ? room.words["noPrompt"] : one.prompt.shortened(to: 300)
      return LineageGraph.Node(
        id: "\(one.id)", label: [prompt.shortened(toUnits: 28), one.model.shortened(toUnits: 28)],
        title: title(one, parent), name: output.map { "\($0.id)" },
        href: output.map { Room.href($0.id) } ?? Room.href(one.id),
        image: output.map { Room.preview($0.digest, .wall) },
        state: one.id == focus ? "\(one.state.rawValue) focus" : one.state.rawValue)
    }
  }

  /// The prompt; where it was edited, the words that its parent's did not have.
  private func title(_ one: GenerationSummary, _ parent: GenerationSummary?) -> String {
    let words = room.words
    var lines = [one.prompt.shortened(to: 400)]
    if let parent, parent.prompt.utf8.count + one.prompt.utf8.count < 4_000 {
      let new = WordDifference(from: parent.prompt, to: one.prompt).runs
        .filter { $0.kind == .added }.map(\.text).joined(separator: " … ")
      if !new.isEmpty, new != one.prompt {
        lines.append(words("lineageNew", new.shortened(to: 300)))
      }
    }
    lines.append("\(words.word("state", one.state.rawValue)) · \(words.price(one.costUSD))")
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func edges(
    _ all: [GenerationSummary], _ lineage: LineagePage, _ pairs: [LineagePair]
  ) -> [LineageGraph.Edge] {
    let here = Set(all.map(\.id))
    var edges: [LineageGraph.Edge] = []
    for one in all {
      // The first edge into a node is the one that it hangs on.
      let stem = lineage.stem(of: one)
      let others = one.parents.filter { $0 != stem && here.contains($0) }
      for parent in [stem].compactMap(\.self) + others {
        let isEdit = one.parent?.generation == parent
        edges.append(
          .init(from: "\(parent)", to: "\(one.id)", kind: isEdit ? .edit : .reference))
      }
      if let old = one.replayOf, here.contains(old) {
        edges.append(.init(from: "\(old)", to: "\(one.id)", kind: .replay))
      }
    }
    for pair in pairs {
      let (old, new) = (pair.pair.old.generation, pair.pair.new.generation)
      guard here.contains(old), here.contains(new) else { continue }
      edges.append(.init(from: "\(old)", to: "\(new)", kind: .rebuild))
    }
    return edges
  }

  private func item(
    _ one: GenerationSummary, _ number: Int, _ all: [GenerationSummary]
  ) -> PageValue {
    let words = room.words
    let output = one.outputs.first
    let parent = (one.parent?.generation ?? one.parents.first).flatMap { id in
      all.firstIndex { $0.id == id }
    }
    let kind = one.parent == nil ? "madeFromStep" : "editedFromStep"
    return [
      "image": .text(output.map { "\($0.id)" }), "stepText": .number(number),
      "markText": .text(words("markStep", "\(number)")), "nodeDigest": .text(output?.digest.hex),
      "nodeHref": .text(output.map { Room.href($0.id) } ?? Room.href(one.id)),
      "nodeText": .text(one.prompt.isEmpty ? words["noPrompt"] : one.prompt.shortened(to: 160)),
      "kindText": .text(parent.map { words(kind, "\($0 + 1)") } ?? words["firstStep"]),
    ]
  }
}
