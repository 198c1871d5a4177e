/// What a generation goes back to, by the numbers of rows: a parent's is always the smaller one.
struct Ancestry {
  /// That one generation came from another.
  struct Edge {
    let child: Int
    let parent: Int
  }

  /// Nearest first: what it came from directly, then all others; of both what arrived last comes first.
  let nearest: [Int]
  /// Those that came from no other, the first to arrive first.
  let roots: [Int]
  /// Steps of the longest way back.
  let depth: Int

  /// - Parameter edges: those of `focus` and of everything before it, each once.
  init(of focus: Int, _ edges: [Edge]) {
    var depths: [Int: Int] = [:]
    // Parents before children, so that each is reckoned once.
    for edge in edges.sorted(by: { $0.child < $1.child }) {
      depths[edge.child] = max(depths[edge.child] ?? 0, (depths[edge.parent] ?? 0) + 1)
    }
    depth = depths[focus] ?? 0
    let direct = Set(edges.lazy.filter { $0.child == focus }.map(\.parent))
    let all = Set(edges.map(\.parent))
    nearest = direct.sorted(by: >) + all.subtracting(direct).sorted(by: >)
    roots = all.filter { depths[$0] == nil }.sorted()
  }
}
