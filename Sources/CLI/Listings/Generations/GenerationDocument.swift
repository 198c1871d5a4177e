import Troupe

/// A generation in `--json`: the record, the absolute paths of its images, and how it came about.
struct GenerationDocument: Encodable {
  let generation: Generation
  let files: [String]
  let isFromRecord: Bool?
  let rebuilds: [ULID]?
  let later: ULID?
  let warnings: [String]?
  let exchange: Exchange?

  init(
    _ generation: Generation, library: Library, isFromRecord: Bool? = nil, rebuilds: [ULID]? = nil,
    later: ULID? = nil, warnings: [String]? = nil, exchange: Exchange? = nil
  ) {
    self.generation = generation
    files = generation.outputs.map { library.url(of: $0.path).path }
    self.isFromRecord = isFromRecord
    self.rebuilds = rebuilds
    self.later = later
    self.exchange = exchange
    self.warnings = warnings
  }

  init(_ made: GenerationResult, library: Library) {
    self.init(
      made.generation, library: library, isFromRecord: made.isFromRecord, warnings: made.warnings)
  }

  private enum CodingKeys: String, CodingKey {
    case files, fromRecord, rebuilds, passedLater, warnings, exchange
  }

  func encode(to encoder: any Encoder) throws {
    try generation.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(files, forKey: .files)
    try container.encodeIfPresent(isFromRecord, forKey: .fromRecord)
    try container.encodeIfPresent(rebuilds, forKey: .rebuilds)
    try container.encodeIfPresent(later, forKey: .passedLater)
    try container.encodeIfPresent(exchange, forKey: .exchange)
    try container.encodeIfPresent(warnings, forKey: .warnings)
  }
}

/// Several of them.
struct GenerationsDocument: Encodable {
  let generations: [GenerationDocument]
}
