internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
package import TroupeVocabulary

/// The rows of one imported generation but for its image, computed apart from the database.
struct ImportedRows: Sendable {
  let line: ImportedLine
  let id: ULID
  let createdAt: Date
  let generation: SealedRow
  let event: SealedRow
  let words: IndexedText

  /// - Parameters:
  ///   - entropy: random bits for identifiers.
  ///   - assets: those that are called by the handles of the cast today.
  init(
    _ line: ImportedLine, at now: Date, entropy: UInt128, form: ImportedForm, assets: [Handle: ULID]
  ) throws {
    self.line = line
    createdAt = line.createdAt ?? now
    let id = line.id ?? ULID(at: createdAt, entropy: entropy)
    self.id = id
    let request = try form.request(prompt: line.prompt, seed: line.seed)
    generation = SealedRow(
      Self.generation,
      [
        id, createdAt, line.prompt, line.prompt, line.model, form.profile.id, form.digest,
        form.profile.provider, request, form.sent(seed: line.seed),
        try form.composition(prompt: line.prompt), "[]", "[]",
        Digest(hashing: Data("imported \(id)".utf8)),
      ])
    event = SealedRow(
      Self.event,
      [ULID(at: createdAt, entropy: entropy &* 3 &+ 1), id, createdAt, line.state.rawValue, ""])
    var facts: [IndexedFact] = [
      .model(line.model), .model(form.profile.id), .provider(form.profile.provider),
      .month(IndexedFact.month(of: createdAt)),
    ]
    if IndexedFact.states.contains(line.state) { facts.append(.state(line.state)) }
    for handle in line.cast {
      facts += [.handle(handle), .asset(assets[handle] ?? ULID.unknownAsset)]
    }
    facts += line.tags.map(IndexedFact.tag)
    words = IndexedText(
      prompt: line.prompt,
      texts: line.cast.map(\.text)
        + [line.rest.map(IndexedTexts.words(ofJSON:))].compactMap(\.self) + line.tags,
      facts: facts)
  }
}

extension ImportedRows {
  fileprivate static let generation = SealedTable(
    "generation",
    [
      "id", "created_at", "prompt", "prompt_sent", "model", "profile", "profile_digest", "provider",
      "request_json", "sent_json", "composition_json", "excluded_json", "adjustments_json",
      "request_key",
    ])
  fileprivate static let event = SealedTable(
    "event", ["id", "generation", "at", "state", "message"])
  static let castMember = SealedTable(
    "cast_member",
    ["generation", "position", "asset", "handle", "kind", "name", "description", "traits_json"])
  static let imported = SealedTable(
    "imported",
    [
      "generation", "at", "source", "line_key", "name", "parent", "named_parent", "rest_json",
    ])
}

extension ULID {
  /// Stands for an asset that no library has.
  static let unknownAsset = ULID(at: Date(timeIntervalSince1970: 0), entropy: 0)
}

/// What the rows of all imported generations of one model have in common.
package struct ImportedForm: Sendable {
  let profile: ModelProfile
  let digest: Digest
  private let requestParts: [Substring]
  /// Between the places of the seed, and within these of the prompt.
  private let seededParts: [[Substring]]
  private let compositionParts: [Substring]

  /// - Parameter profile: the profile of `model`, or one that says as much as is known of it.
  package init(model: String, profile: ModelProfile) throws {
    self.profile = profile
    digest = Digest(hashing: Data(try CanonicalJSON.text(profile).utf8))
    let mark = "\u{E000}"
    func parts(_ value: some Encodable) throws -> [Substring] {
      try CanonicalJSON.text(value).split(
        separator: "\"\(mark)\"", omittingEmptySubsequences: false)
    }
    requestParts = try parts(Request(prompt: mark, model: model))
    let seeded = try CanonicalJSON.text(
      Request(prompt: mark, model: model, parameters: Parameters(seed: Self.seedMark)))
    seededParts = seeded.split(separator: "\(Self.seedMark)", omittingEmptySubsequences: false)
      .map { $0.split(separator: "\"\(mark)\"", omittingEmptySubsequences: false) }
    compositionParts = try parts(Composition(parts: [.text(mark)]))
  }

  /// A seed that no line has, as good as certainly.
  private static let seedMark = 918_273_645_546_372_819

  func request(prompt: String, seed: Int?) throws -> String {
    let text = try Self.json(prompt)
    guard let seed else { return requestParts.joined(separator: text) }
    return seededParts.map { $0.joined(separator: text) }.joined(separator: "\(seed)")
  }

  func sent(seed: Int?) -> String {
    seed.map { #"{"options":{},"seed":\#($0)}"# } ?? #"{"options":{}}"#
  }

  func composition(prompt: String) throws -> String {
    compositionParts.joined(separator: try Self.json(prompt))
  }

  /// `text` as JSON writes it.
  private static func json(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
    return isPlain ? "\"\(text)\"" : try CanonicalJSON.text(text)
  }
}
