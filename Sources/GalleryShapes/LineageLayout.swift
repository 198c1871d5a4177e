/// Where the generations of a lineage stand: trees that grow from left to right, one below the other.
package struct LineageLayout: Sendable {
  /// A node's box in units of the drawing.
  package static let width = 240, height = 150
  package static let gapX = 60, gapY = 24

  /// A node with its place.
  package struct Placed: Sendable {
    package let node: LineageGraph.Node
    /// Its place in time, from 0.
    package let order: Int
    package let x: Int
    package let y: Int
    /// How many nodes are folded away behind it.
    package let hidden: Int
    /// Whether anything hangs on it.
    package let hasChildren: Bool
  }

  package let placed: [Placed]
  /// Those between nodes that are shown.
  package let edges: [LineageGraph.Edge]
  /// The size of the drawing.
  package let size: (width: Int, height: Int)

  /// Places `graph` in linear time. Edges to unknown nodes and those that lead back in time are left out.
  /// - Parameter collapsed: nodes behind which nothing is shown.
  package init(_ graph: LineageGraph, collapsed: Set<String> = []) {
    let order = Dictionary(
      graph.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = graph.edges.filter { edge in
      guard let from = order[edge.from], let to = order[edge.to] else { return false }
      return from < to
    }
    var parent = [Int?](repeating: nil, count: graph.nodes.count)
    var children = [[Int]](repeating: [], count: graph.nodes.count)
    for edge in known {
      guard let from = order[edge.from], let to = order[edge.to], parent[to] == nil,
        edge.kind != .rebuild, order[graph.nodes[to].id] == to
      else { continue }
      parent[to] = from
      children[from].append(to)
    }
    var tree = Tree(parent: parent, children: children)
    tree.fold { collapsed.contains(graph.nodes[$0].id) }
    tree.place()
    let (stepX, stepY) = (Self.width + Self.gapX, Self.height + Self.gapY)
    placed = graph.nodes.indices.filter { !tree.isHidden[$0] }.map { index in
      Placed(
        node: graph.nodes[index], order: index, x: tree.depth[index] * stepX,
        y: Int(tree.row[index] * Double(stepY)), hidden: tree.hidden[index],
        hasChildren: !children[index].isEmpty)
    }
    edges = known.filter { edge in
      guard let from = order[edge.from], let to = order[edge.to] else { return false }
      return !tree.isHidden[from] && !tree.isHidden[to]
    }
    size = (
      (placed.map(\.x).max() ?? 0) + Self.width, (placed.map(\.y).max() ?? 0) + Self.height
    )
  }

  /// A forest of which every parent stands before its children.
  private struct Tree {
    let parent: [Int?]
    let children: [[Int]]
    var depth: [Int]
    var row: [Double]
    var hidden: [Int]
    var isHidden: [Bool]

    init(parent: [Int?], children: [[Int]]) {
      (self.parent, self.children) = (parent, children)
      depth = [Int](repeating: 0, count: parent.count)
      row = [Double](repeating: 0, count: parent.count)
      hidden = depth
      isHidden = [Bool](repeating: false, count: parent.count)
    }

    mutating func fold(_ isFolded: (Int) -> Bool) {
      var nearest = [Int?](repeating: nil, count: parent.count)
      for index in parent.indices {
        guard let above = parent[index] else { continue }
        depth[index] = depth[above] + 1
        nearest[index] = nearest[above] ?? (isFolded(above) ? above : nil)
        if let fold = nearest[index] {
          isHidden[index] = true
          hidden[fold] += 1
        }
      }
    }

    /// Leaves get rows in order, parents the middle of their children: nothing overlaps, as each row has one leaf.
    mutating func place() {
      var rows = 0.0
      for root in parent.indices where parent[root] == nil && !isHidden[root] {
        var path = [(node: root, next: 0)]
        while let last = path.last {
          let shown = children[last.node].filter { !isHidden[$0] }
          if shown.isEmpty {
            row[last.node] = rows
            rows += 1
            path.removeLast()
          } else if last.next < shown.count {
            path[path.count - 1].next += 1
            path.append((shown[last.next], 0))
          } else {
            row[last.node] = (row[shown[0]] + row[shown[shown.count - 1]]) / 2
            path.removeLast()
          }
        }
      }
    }
  }
}
