import Foundation
import Troupe

/// A page of a lineage in Graphviz's language.
struct LineageGraph {
  private let page: LineagePage

  init(_ page: LineagePage) { self.page = page }

  var text: SafeText {
    let nodes = page.generations.map(node)
    let edges = page.generations.flatMap(edges)
    let head = ["digraph lineage {", "  node [shape=box, fontname=\"sans-serif\"];"]
    return (head + nodes + edges + ["}"]).map { SafeText($0) }.joined(separator: "\n")
  }

  private func node(_ generation: GenerationSummary) -> String {
    let words = ["\(generation.id)", generation.model, generation.prompt.quoted(within: 60)]
    let label = words.map(escaped).joined(separator: "\\n")
    let mark = generation.id == page.focus ? ", penwidth=2" : ""
    return "  \"\(generation.id)\" [label=\"\(label)\"\(mark)];"
  }

  private func edges(_ generation: GenerationSummary) -> [String] {
    let inputs = generation.sources.map { source in
      let who = source.asset.map { "\($0)" } ?? source.role.rawValue
      return edge(source.origin.generation, generation.id, who, "solid")
    }
    let isSent = generation.sources.contains { $0.origin == generation.parent }
    let turn = isSent ? nil : generation.parent
    let turns = turn.map { [edge($0.generation, generation.id, "turn", "solid")] } ?? []
    let links = [(generation.replayOf, "replay"), (generation.rebuildOf, "rebuild")]
      .compactMap { old, word in old.map { edge($0, generation.id, word, "dashed") } }
    return inputs + turns + links
  }

  private func edge(_ from: ULID, _ to: ULID, _ label: String, _ style: String) -> String {
    "  \"\(from)\" -> \"\(to)\" [label=\"\(escaped(label))\", style=\(style)];"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
