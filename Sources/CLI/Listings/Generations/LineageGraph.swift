import Foundation
import Troupe

/// A lineage in Graphviz's language.
struct LineageGraph {
  let lineage: Lineage

  var text: SafeText {
    let nodes = lineage.generations.map(node)
    let edges = lineage.generations.flatMap(edges)
    let head = ["digraph lineage {", "  node [shape=box, fontname=\"sans-serif\"];"]
    return (head + nodes + edges + ["}"]).map { SafeText($0) }.joined(separator: "\n")
  }

  private func node(_ generation: Generation) -> String {
    let words = ["\(generation.id)", generation.model, generation.prompt.quoted(within: 60)]
    let label = words.map(escaped).joined(separator: "\\n")
    let mark = generation.id == lineage.focus ? ", penwidth=2" : ""
    return "  \"\(generation.id)\" [label=\"\(label)\"\(mark)];"
  }

  private func edges(_ generation: Generation) -> [String] {
    let inputs = generation.inputs.map(\.chosen).compactMap { reference in
      reference.origin.map { origin in
        let who = reference.asset.map { "\($0)" } ?? reference.role.rawValue
        return edge(origin.generation, generation.id, who, "solid")
      }
    }
    let isSent = generation.inputs.contains { $0.chosen.origin == generation.parent?.origin }
    let turn = (isSent ? nil : generation.parent?.origin).map {
      [edge($0.generation, generation.id, "turn", "solid")]
    }
    let links = [(generation.replayOf, "replay"), (generation.rebuildOf, "rebuild")]
      .compactMap { old, word in old.map { edge($0, generation.id, word, "dashed") } }
    return inputs + (turn ?? []) + links
  }

  private func edge(_ from: ULID, _ to: ULID, _ label: String, _ style: String) -> String {
    "  \"\(from)\" -> \"\(to)\" [label=\"\(escaped(label))\", style=\(style)];"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
