/// A part of a lineage: a generation with those nearest to it, then those further away.
///
/// On the way back, what the focus was made from directly comes first, then what was made last; on the way on, what was made
/// first. Every page but the last names where the next one begins.
public struct LineagePage: Encodable, Hashable, Sendable {
  /// The generation that was asked about; it is on the first page.
  public let focus: ULID
  /// Those of this page, oldest first: parents before children.
  public let generations: [GenerationSummary]
  /// How many go before the focus and how many after it, on all pages.
  public let total: Count
  /// How many of them are on later pages.
  public let remaining: Count
  /// Where it begins: the ancestors that came from no other generation, oldest first, `mostRoots` at most; the focus itself
  /// where that is one.
  public let roots: [ULID]
  /// The steps of the longest way from the focus back to one of them.
  public let depth: Int
  /// Where the next page begins; `nil` on the last.
  public let next: LineageCursor?
  private let places: [ULID: Int]

  /// The most roots that a page tells.
  public static let mostRoots = 50

  /// Generations by which side of the focus they are on.
  public struct Count: Encodable, Hashable, Sendable {
    /// Those that it goes back to.
    public let ancestors: Int
    /// Those that were made of it.
    public let descendants: Int
    /// Both.
    public var all: Int { ancestors + descendants }

    /// So many of each.
    public init(ancestors: Int, descendants: Int) {
      self.ancestors = ancestors
      self.descendants = descendants
    }
  }

  private enum CodingKeys: String, CodingKey {
    case focus, generations, total, remaining, roots, depth, next
  }

  /// A page with what it is a part of.
  public init(
    focus: ULID, generations: [GenerationSummary], total: Count, remaining: Count, roots: [ULID],
    depth: Int, next: LineageCursor?
  ) {
    self.focus = focus
    self.generations = generations
    self.total = total
    self.remaining = remaining
    self.roots = roots
    self.depth = depth
    self.next = next
    places = Dictionary(
      generations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The generation of this page under which `generation` hangs in a tree: that of its parent image, else that of the first
  /// reference that was generated, else any that it came from; `nil` where none is here. It stands before it, whatever a
  /// damaged record says.
  public func stem(of generation: GenerationSummary) -> ULID? {
    let own = places[generation.id] ?? .max
    let named = [generation.parent?.generation] + generation.sources.map(\.origin.generation)
    return (named + generation.parents.reversed()).lazy.compactMap(\.self)
      .first { places[$0].map { $0 < own } ?? false }
  }
}

/// Where a page of a lineage begins: behind the last ancestor and the last descendant of the page before.
public struct LineageCursor: Hashable, Sendable, CustomStringConvertible {
  /// The last ancestor so far; the focus where there is none yet.
  public let ancestor: ULID
  /// The last descendant so far; the focus where there is none yet.
  public let descendant: ULID

  /// Behind `ancestor` and `descendant`.
  public init(ancestor: ULID, descendant: ULID) {
    self.ancestor = ancestor
    self.descendant = descendant
  }

  /// Reads the written form; `nil` for anything else.
  public init?(_ text: String) {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, let ancestor = ULID(String(halves[0])),
      let descendant = ULID(String(halves[1]))
    else { return nil }
    self.init(ancestor: ancestor, descendant: descendant)
  }

  /// Both with a hyphen between.
  public var description: String { "\(ancestor)-\(descendant)" }
}

extension LineageCursor: Encodable {
  /// Writes the written form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
