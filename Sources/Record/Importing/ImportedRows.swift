internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
package import TroupeVocabulary

/// The rows of one imported generation but for its image, computed apart from the database.
package struct ImportedRows: Sendable {
  /// An asset that a handle calls.
  package struct Asset: Sendable {
    let id: ULID
    let kind: String

    /// An asset of this library.
    package init(id: ULID, kind: String) { (self.id, self.kind) = (id, kind) }

    /// Stands for one that no library has.
    static let unknown = Asset(
      id: ULID(at: Date(timeIntervalSince1970: 0), entropy: 0), kind: "character")
  }

  let line: ImportedLine
  let id: ULID
  let createdAt: Date
  let generation: SealedRow
  let event: SealedRow
  let cast: [SealedRow]
  let words: IndexedText

  /// - Parameters:
  ///   - member: who imports it, and so gave it its tags; may be empty.
  ///   - entropy: random bits for identifiers.
  ///   - assets: those that are called by the handles of the cast today.
  init(
    _ line: ImportedLine, by member: String, at now: Date, entropy: UInt128, form: ImportedForm,
    assets: [Handle: Asset]
  ) throws {
    self.line = line
    createdAt = line.createdAt ?? now
    let id = line.id ?? ULID(at: createdAt, entropy: entropy)
    self.id = id
    let request = try form.request(prompt: line.prompt, seed: line.seed)
    generation = SealedRow(
      Self.generation,
      [
        id.stored, createdAt.stored, line.prompt.stored, line.prompt.stored, line.model.stored,
        form.profile.id.stored, form.digest.stored, form.profile.provider.stored, request.stored,
        form.sent(seed: line.seed).stored, form.composition.stored,
        "[]".stored, "[]".stored, Self.requestKey(of: id).stored,
      ])
    event = SealedRow(
      Self.event,
      [
        ULID(at: createdAt, entropy: entropy &* 3 &+ 1).stored, id.stored, createdAt.stored,
        line.state.rawValue.stored, "".stored,
      ])
    var facts: [IndexedFact] = [
      .model(line.model), .model(form.profile.id), .provider(form.profile.provider),
      .month(IndexedFact.month(of: createdAt)),
    ]
    if IndexedFact.states.contains(line.state) { facts.append(.state(line.state)) }
    let cast = line.cast.map { (handle: $0, asset: assets[$0] ?? .unknown) }
    for (handle, asset) in cast { facts += [.handle(handle), .asset(asset.id)] }
    self.cast = cast.enumerated().map { index, member in
      SealedRow(
        Self.castMember,
        [
          id.stored, (index + 1).stored, member.asset.id.stored, member.handle.text.stored,
          member.asset.kind.stored, member.handle.text.stored, "".stored, "[]".stored,
        ])
    }
    facts += line.tags.map(IndexedFact.tag)
    if !line.tags.isEmpty, !member.isEmpty { facts.append(.by(member)) }
    words = IndexedText(
      prompt: line.prompt,
      texts: line.cast.map(\.text)
        + [line.rest.map(IndexedTexts.words(ofJSON:))].compactMap(\.self) + line.tags,
      facts: facts)
  }
}

extension ImportedRows {
  /// No request was recorded, so none is equal to it. In the order of the ids, so that a million go into an index one after
  /// the other.
  private static func requestKey(of id: ULID) -> Digest {
    Digest(bytes: Array("\(id)".utf8) + Array("import".utf8))
  }

  fileprivate static let generation = SealedTable(
    "generation",
    [
      "id", "created_at", "prompt", "prompt_sent", "model", "profile", "profile_digest", "provider",
      "request_json", "sent_json", "composition_json", "excluded_json", "adjustments_json",
      "request_key",
    ])
  fileprivate static let event = SealedTable(
    "event", ["id", "generation", "at", "state", "message"])
  fileprivate static let castMember = SealedTable(
    "cast_member",
    ["generation", "position", "asset", "handle", "kind", "name", "description", "traits_json"])
  static let imported = SealedTable(
    "imported",
    [
      "generation", "at", "source", "line_key", "name", "parent", "named_parent", "rest_json",
      "made_at",
    ])
}

/// What the rows of all imported generations of one model have in common.
package struct ImportedForm: Sendable {
  let profile: ModelProfile
  let digest: Digest
  private let requestParts: [Substring]
  /// Between the places of the seed, and within these of the prompt.
  private let seededParts: [[Substring]]
  /// Of no parts: nothing was sent.
  let composition: String

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
    composition = try CanonicalJSON.text(Composition(parts: []))
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

  /// `text` as JSON writes it.
  private static func json(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
    return isPlain ? "\"\(text)\"" : try CanonicalJSON.text(text)
  }
}
