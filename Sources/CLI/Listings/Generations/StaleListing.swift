import Troupe

/// Generations that do not show the cast of today, each with why.
struct StaleListing {
  let generations: [StaleGeneration]
  let library: Library

  var text: SafeText {
    let names = ShortNames(generations.map(\.generation))
    var table = Table(["GENERATION", "MADE", "MODEL", "PROMPT AND WHAT HAS CHANGED"])
    for one in generations {
      table.add(
        .init(names.name(one.generation.id)), .init(one.generation.createdAt.asMinute),
        .init(one.generation.model), .init(one.generation.prompt.quoted(within: 200)))
      for cause in one.causes { table.add("", "", "", .init(cause.words, .bad)) }
      if let again = one.madeAgain {
        table.add("", "", "", .init("made again as \(names.name(again))", .good))
      }
    }
    return table.text()
  }

  var documents: [StaleDocument] {
    generations.map { one in
      StaleDocument(
        generation: GenerationDocument(one.generation, library: library), stale: one.causes,
        madeAgain: one.madeAgain)
    }
  }
}

/// A stale generation in `--json`: the record, how it differs from today, and what stands for it.
struct StaleDocument: Encodable {
  let generation: GenerationDocument
  let stale: [Staleness]
  let madeAgain: ULID?

  private enum CodingKeys: String, CodingKey { case stale, madeAgain }

  func encode(to encoder: any Encoder) throws {
    try generation.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stale, forKey: .stale)
    try container.encode(madeAgain, forKey: .madeAgain)
  }
}

extension Staleness {
  /// As in `@kael traits: red scarf → blue scarf`.
  var words: String {
    switch fact {
    case .asset: "\(asset) \(cause.words)"
    case .picture: "\(asset) picture \(before): \(cause.words)"
    case .description, .traits:
      "\(asset) \(fact.rawValue): \(before.asFact) → \(after.asFact)"
    }
  }
}
