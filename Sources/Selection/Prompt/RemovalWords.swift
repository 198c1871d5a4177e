internal import Foundation

/// The words of one language that take something out of a picture, read from `Words/removals.json`.
struct RemovalWords: Sendable {
  /// Words before a mention and words after it that together take it out: `take @kael out`, `把@灯笼去掉`.
  struct Pair: Sendable {
    /// One of these stands before the mention; empty where nothing needs to.
    let lead: [[UInt64]]
    /// One of these stands directly after the mention; empty where nothing needs to.
    let marker: [[UInt64]]
    /// One of these follows.
    let ends: [[UInt64]]
    /// The most words before it.
    let reach: Int
    /// Words that give it another object.
    let blockers: Set<UInt64>
  }

  /// `replace @kael with @mira`.
  struct Replacement: Sendable {
    let verbs: [[UInt64]]
    /// One of these stands between what goes and what comes.
    let links: [[UInt64]]
    /// Whether it only takes out what another asset stands in for: `turn @kael into a frog` keeps him.
    let needsMention: Bool
  }

  /// `@カエルを@ミラに置き換えて`.
  struct Swap: Sendable {
    let between: [[UInt64]]
    let then: [[UInt64]]
  }

  /// Directly before a mention, but for fillers.
  let before: [[UInt64]]
  /// Directly after a mention.
  let after: [[UInt64]]
  let pairs: [Pair]
  let replacements: [Replacement]
  let swaps: [Swap]
  /// After a mention: what begins so takes it somewhere and not out, as in `take @kael out for dinner`.
  let exceptions: [[UInt64]]
  let fillers: [[UInt64]]
  /// After a mention: what follows is taken out, and it is the mention's.
  let owners: [[UInt64]]
  /// Between mentions of which the same is said.
  let conjunctions: Set<UInt64>
  /// Before a verb: nothing is taken out.
  let negations: Set<UInt64>
  /// After a verb: nothing is taken out.
  let denials: [[UInt64]]

  /// All languages of the file.
  static let standard: [RemovalWords] = {
    let bytes = WordFile.data("removals")
    // A test reads the file, so that a fault in it is found before it ships.
    let languages = (try? JSONDecoder().decode([String: File].self, from: bytes)) ?? [:]
    return languages.sorted { $0.key < $1.key }.map { RemovalWords($0.value) }
  }()

  /// One language in the file.
  struct File: Decodable {
    struct Pair: Decodable {
      var lead: [String]?
      var marker: [String]?
      let ends: [String]
      var reach: Int?
      var blockers: [String]?
    }
    struct Replacement: Decodable {
      let verbs: [String]
      let links: [String]
      var needsMention: Bool?

      private enum CodingKeys: String, CodingKey {
        case verbs, links
        case needsMention = "needs_mention"
      }
    }
    struct Swap: Decodable {
      let between: [String]
      let then: [String]
    }
    let before: [String]
    let after: [String]
    let pairs: [Pair]
    var replacing: [Replacement]?
    var swaps: [Swap]?
    var exceptions: [String]?
    var fillers: [String]?
    var owners: [String]?
    let conjunctions: [String]
    var negations: [String]?
    var denials: [String]?
  }

  init(_ file: File) {
    before = Self.phrases(file.before)
    after = Self.phrases(file.after)
    pairs = file.pairs.map {
      Pair(
        lead: Self.phrases($0.lead), marker: Self.phrases($0.marker), ends: Self.phrases($0.ends),
        reach: $0.reach ?? 0, blockers: TokenizedText.hashes(of: $0.blockers ?? []))
    }
    replacements = (file.replacing ?? []).map {
      Replacement(
        verbs: Self.phrases($0.verbs), links: Self.phrases($0.links),
        needsMention: $0.needsMention ?? false)
    }
    swaps = (file.swaps ?? []).map {
      Swap(between: Self.phrases($0.between), then: Self.phrases($0.then))
    }
    exceptions = Self.phrases(file.exceptions)
    fillers = Self.phrases(file.fillers)
    owners = Self.phrases(file.owners)
    conjunctions = TokenizedText.hashes(of: file.conjunctions)
    negations = TokenizedText.hashes(of: file.negations ?? [])
    denials = Self.phrases(file.denials)
  }

  private static func phrases(_ words: [String]?) -> [[UInt64]] {
    (words ?? []).map { TokenizedText($0).hashes }.filter { !$0.isEmpty }
  }
}
