internal import TroupeVocabulary

/// Makes edits start from the root of their chain instead of the image before them, with all instructions since.
struct AnchorRewriting {
  private struct Link {
    let root: InputImage
    let instructions: [String]
    let cast: [NamedLook]
  }

  private let anchor: ReworkAnchor
  /// By generation, the chain that ends in it.
  private var chains: [ULID: Link] = [:]

  init(_ anchor: ReworkAnchor) { self.anchor = anchor }

  /// The request of `old` as the anchor has it. Requests come oldest first.
  mutating func rewrite(_ request: Request, of old: ULID) -> (Request, [Adjustment]) {
    guard anchor != .chain, let parent = request.parent, let origin = parent.origin else {
      return (request, [])
    }
    let before = chains[origin.generation]
    let chain = Link(
      root: before?.root ?? parent, instructions: (before?.instructions ?? []) + [request.prompt],
      cast: ((before?.cast ?? []) + request.kept).unique)
    let count = chain.instructions.count
    let isRooted =
      switch anchor {
      case .chain: false
      case .root: true
      case .every(let few): count % few == 0
      }
    chains[old] = chain
    guard isRooted, count > 1 else { return (request, []) }
    var rewritten = request
    rewritten.parent = chain.root
    rewritten.mask = nil
    rewritten.kept = chain.cast
    rewritten.prompt = chain.instructions.enumerated().map { "\($0.offset + 1). \($0.element)" }
      .joined(separator: "\n")
    return (
      rewritten,
      [
        Adjustment(
          field: "anchor", before: "\(origin)", after: chain.root.origin.map { "\($0)" } ?? "",
          reason: "\(count) instructions since the root of the chain, as one")
      ]
    )
  }
}

extension [NamedLook] {
  fileprivate var unique: [NamedLook] {
    reduce(into: []) { all, one in if !all.contains(one) { all.append(one) } }
  }
}
