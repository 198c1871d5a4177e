import Testing

@testable import TroupeGalleryShapes

/// Where the generations of a lineage stand.
@Suite struct LineageLayoutTests {
  private func graph(_ count: Int, _ edges: [(Int, Int)], kind: LineageGraph.Edge.Kind = .edit)
    -> LineageGraph
  {
    LineageGraph(
      nodes: (0..<count).map { number in
        .init(
          id: "n\(number)", label: ["node \(number)"], title: "t", name: "n\(number)/1",
          href: "/i/n\(number)/1", image: "/p/\(number)", state: "done")
      }, edges: edges.map { .init(from: "n\($0)", to: "n\($1)", kind: kind) })
  }

  private func overlaps(_ layout: LineageLayout) -> Bool {
    let places = layout.placed.map { "\($0.x),\($0.y)" }
    return Set(places).count != places.count
  }

  @Test("children stand to the right of their parent, in its middle, and nothing overlaps")
  func tree() throws {
    let layout = LineageLayout(graph(6, [(0, 1), (0, 2), (1, 3), (1, 4)]))
    let places = Dictionary(uniqueKeysWithValues: layout.placed.map { ($0.order, $0) })
    let (root, first, second) = (places[0]!, places[1]!, places[2]!)
    #expect(first.x > root.x && first.x == second.x && places[3]!.x > first.x)
    #expect(root.y == (first.y + second.y) / 2 && !overlaps(layout))
    #expect(places[5]!.x == 0 && places[5]!.y > second.y)
    #expect(layout.size.width >= places[3]!.x + LineageLayout.width)
  }

  @Test("edges that lead back, to themselves or nowhere are left out")
  func strangeEdges() {
    var strange = graph(3, [(0, 1), (1, 0), (2, 2), (1, 2)])
    strange = LineageGraph(
      nodes: strange.nodes, edges: strange.edges + [.init(from: "x", to: "n1", kind: .edit)])
    let layout = LineageLayout(strange)
    #expect(layout.edges.count == 2 && layout.placed.count == 3 && !overlaps(layout))
    #expect(LineageLayout(graph(0, [])).placed.isEmpty)
  }

  @Test("a folded branch is counted and not drawn")
  func folding() throws {
    let layout = LineageLayout(
      graph(5, [(0, 1), (1, 2), (2, 3), (0, 4)]), collapsed: ["n1"])
    #expect(layout.placed.map(\.order) == [0, 1, 4])
    #expect(layout.placed.map(\.hidden) == [0, 2, 0] && layout.edges.count == 2)
    let words = LineageSVG.Words(label: "l", fold: "fold", unfold: "unfold")
    let svg = LineageSVG(layout, words: words, collapsed: ["n1"]).text
    #expect(svg.contains("+2") && svg.contains("href=\"?\"") && svg.contains("collapsed=n0"))
  }

  @Test("chains and stars of thousands are laid out")
  func large() {
    let chain = LineageLayout(graph(3_000, (1..<3_000).map { ($0 - 1, $0) }))
    #expect(chain.placed.count == 3_000 && Set(chain.placed.map(\.y)) == [0])
    let star = LineageLayout(graph(3_000, (1..<3_000).map { (0, $0) }))
    #expect(!overlaps(star) && Set(star.placed.map(\.x)).count == 2)
  }

  @Test("hostile words stay text in the drawing")
  func hostile() {
    let hostile = "\"><script>alert('1')</script>\u{0}&\u{301}\"\u{301}<\u{200D}"
    let graph = LineageGraph(
      nodes: [
        .init(
          id: hostile, label: [hostile, hostile], title: hostile, name: hostile, href: hostile,
          image: hostile, state: hostile)
      ], edges: [])
    let words = LineageSVG.Words(label: hostile, fold: hostile, unfold: hostile)
    let svg = LineageSVG(LineageLayout(graph), words: words).text
    #expect(!svg.contains("<script") && !svg.contains("alert('") && !svg.contains("\u{0}"))
    #expect(
      !svg.unicodeScalars.split(separator: "=").contains {
        $0.starts(with: "\"\"\"".unicodeScalars)
      })
  }
}
