import Foundation
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
  let error: FaultDocument?
  let annotations: [Annotation]
  let checks: [CheckDocument]
  let marks: [String: [String]]

  init(
    _ generation: Generation, library: Library, isFromRecord: Bool? = nil, rebuilds: [ULID]? = nil,
    later: ULID? = nil, warnings: [String]? = nil, exchange: Exchange? = nil,
    error: (any Error)? = nil, annotations: [Annotation] = [], checks: [PictureCheck] = [],
    marks: [OutputID: [String]] = [:]
  ) {
    self.generation = generation
    files = generation.outputs.map { library.url(of: $0.path).path }
    self.isFromRecord = isFromRecord
    self.rebuilds = rebuilds
    self.later = later
    self.exchange = exchange
    self.warnings = warnings
    self.error = error.flatMap(FaultDocument.init)
    self.annotations = annotations
    self.checks = checks.map(CheckDocument.init)
    self.marks = Dictionary(uniqueKeysWithValues: marks.map { ("\($0.key)", $0.value) })
  }

  /// A generation as its record alone has it.
  init(_ generation: Generation, in library: URL) {
    self.generation = generation
    files = generation.outputs.map { library.appending(path: $0.path).path }
    (isFromRecord, rebuilds, later, warnings, exchange, error) = (nil, nil, nil, nil, nil, nil)
    (annotations, checks, marks) = ([], [], [:])
  }

  init(_ made: GenerationResult, library: Library, checks: [PictureCheck] = []) {
    self.init(
      made.generation, library: library, isFromRecord: made.isFromRecord, warnings: made.warnings,
      error: made.error, checks: checks)
  }

  private enum CodingKeys: String, CodingKey {
    case files, fromRecord, rebuilds, passedLater, warnings, exchange, error, annotations, checks,
      sources, marks
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
    try container.encodeIfPresent(error, forKey: .error)
    if let sources = exchange?.answer?.sources, !sources.isEmpty {
      try container.encode(sources, forKey: .sources)
    }
    if !annotations.isEmpty { try container.encode(annotations, forKey: .annotations) }
    if !marks.isEmpty { try container.encode(marks, forKey: .marks) }
    if !checks.isEmpty { try container.encode(checks, forKey: .checks) }
  }
}

/// What one call came to: its generations, how many of each kind, and why fewer were sent for than were asked.
struct GenerationsDocument: Encodable {
  let generations: [GenerationDocument]
  let totals: BatchTotals
  let stopped: FaultDocument?

  init(_ ending: BatchEnding, library: Library, checks: [PictureCheck] = []) {
    generations = ending.results.map { result in
      GenerationDocument(
        result, library: library,
        checks: checks.filter { $0.image.generation == result.generation.id })
    }
    totals = ending.totals
    stopped = ending.stop.flatMap(FaultDocument.init)
  }
}

/// An error as its code and its sentence.
struct FaultDocument: Encodable {
  let code: String
  let message: String

  init?(_ error: any Error) {
    guard let failure = Failure.of(error) else { return nil }
    code = failure.code
    message = failure.message
  }
}
