/// Generations and what leads from one to another.
package struct LineageGraph: Sendable {
  /// One generation.
  package struct Node: Sendable {
    package let id: String
    /// Lines below its picture.
    package let label: [String]
    /// What is told when it is pointed at.
    package let title: String
    /// The image as `GENERATION/N`; `nil` where it has none.
    package let name: String?
    package let href: String
    /// The address of its picture.
    package let image: String?
    package let state: String

    package init(
      id: String, label: [String], title: String, name: String?, href: String, image: String?,
      state: String
    ) {
      self.id = id
      self.label = label
      self.title = title
      self.name = name
      self.href = href
      self.image = image
      self.state = state
    }
  }

  /// What leads from an older generation to a newer one.
  package struct Edge: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      case edit
      case reference
      case replay
      case rebuild
    }

    package let from: String
    package let to: String
    package let kind: Kind

    package init(from: String, to: String, kind: Kind) {
      (self.from, self.to, self.kind) = (from, to, kind)
    }
  }

  /// Oldest first.
  package let nodes: [Node]
  /// The first edge into a node is the one that it hangs on.
  package let edges: [Edge]

  package init(nodes: [Node], edges: [Edge]) { (self.nodes, self.edges) = (nodes, edges) }
}
