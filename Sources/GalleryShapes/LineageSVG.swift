/// A lineage as a picture of lines and boxes, in which every generation is a link.
package struct LineageSVG: Sendable {
  /// The words that the drawing needs.
  package struct Words: Sendable {
    /// What the whole is, for who cannot see it.
    package let label: String
    /// What folds a branch, and what unfolds it.
    package let fold: String, unfold: String

    package init(label: String, fold: String, unfold: String) {
      (self.label, self.fold, self.unfold) = (label, fold, unfold)
    }
  }

  /// The markup, without scripts and styles: classes say what things are.
  package let text: String

  /// Draws `layout`.
  /// - Parameter collapsed: the nodes that are folded, for the addresses that fold and unfold.
  package init(_ layout: LineageLayout, words: Words, collapsed: Set<String> = []) {
    let margin = 16
    let places = Dictionary(
      layout.placed.map { ($0.node.id, $0) }, uniquingKeysWith: { first, _ in first })
    var svg = ""
    let (width, height) = (layout.size.width + 2 * margin, layout.size.height + 2 * margin)
    svg +=
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(-margin) \(-margin) \(width) \(height)\" "
    svg += "width=\"\(width)\" height=\"\(height)\" role=\"group\" "
    svg += "aria-label=\"\(words.label.inMarkup)\">"
    for edge in layout.edges {
      guard let from = places[edge.from], let to = places[edge.to] else { continue }
      svg += Self.path(edge, from, to)
    }
    for one in layout.placed { svg += Self.node(one, words, collapsed) }
    text = svg + "</svg>"
  }

  private static func path(
    _ edge: LineageGraph.Edge, _ from: LineageLayout.Placed, _ to: LineageLayout.Placed
  ) -> String {
    let (startX, startY) = (from.x + LineageLayout.width, from.y + LineageLayout.height / 2)
    let (endX, endY) = (to.x, to.y + LineageLayout.height / 2)
    let bend = max(30, abs(endX - startX) / 2)
    return "<path class=\"edge kind-\(edge.kind.rawValue)\" data-order=\"\(to.order)\" "
      + "d=\"M\(startX) \(startY)C\(startX + bend) \(startY) \(endX - bend) \(endY) \(endX) \(endY)\"/>"
  }

  private static func node(
    _ one: LineageLayout.Placed, _ words: Words, _ collapsed: Set<String>
  ) -> String {
    let (node, x, y) = (one.node, one.x, one.y)
    let (width, height) = (LineageLayout.width, LineageLayout.height)
    var svg = "<g class=\"node state-\(node.state.inMarkup)\" data-order=\"\(one.order)\""
    if let name = node.name { svg += " data-image=\"\(name.inMarkup)\"" }
    let label = node.label.joined(separator: ", ")
    svg += "><a href=\"\(node.href.inMarkup)\" aria-label=\"\(label.inMarkup)\">"
    svg += "<title>\(node.title.inMarkup)</title>"
    svg +=
      "<rect class=\"frame\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"6\"/>"
    if let image = node.image {
      svg +=
        "<image href=\"\(image.inMarkup)\" x=\"\(x + 1)\" y=\"\(y + 1)\" width=\"\(width - 2)\" "
      svg += "height=\"\(height - 50)\" preserveAspectRatio=\"xMidYMid slice\"/>"
    } else {
      svg += "<text class=\"state\" x=\"\(x + 12)\" y=\"\(y + 40)\">\(node.state.inMarkup)</text>"
    }
    for (line, text) in node.label.prefix(2).enumerated() {
      let kind = line == 0 ? "" : " class=\"quiet\""
      svg +=
        "<text\(kind) x=\"\(x + 10)\" y=\"\(y + height - 28 + line * 18)\">\(text.inMarkup)</text>"
    }
    svg += "</a>"
    if one.hasChildren { svg += fold(one, words, collapsed) }
    return svg + "</g>"
  }

  private static func fold(
    _ one: LineageLayout.Placed, _ words: Words, _ collapsed: Set<String>
  ) -> String {
    let isFolded = collapsed.contains(one.node.id)
    let others =
      isFolded ? collapsed.subtracting([one.node.id]) : collapsed.union([one.node.id])
    let query = others.sorted().map { "collapsed=\($0)" }.joined(separator: "&")
    let (x, y) = (one.x + LineageLayout.width, one.y + LineageLayout.height / 2)
    let label = isFolded ? words.unfold : words.fold
    return "<a class=\"fold\" href=\"?\(query.inMarkup)\" aria-label=\"\(label.inMarkup)\" "
      + "data-order=\"\(one.order)\"><circle cx=\"\(x)\" cy=\"\(y)\" r=\"13\"/>"
      + "<text x=\"\(x)\" y=\"\(y + 5)\" text-anchor=\"middle\">\(isFolded ? "+\(one.hidden)" : "–")</text></a>"
  }
}

extension String {
  /// Safe as text and between double quotes.
  fileprivate var inMarkup: String {
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n": escaped.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
