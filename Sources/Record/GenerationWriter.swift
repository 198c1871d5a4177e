package import Foundation
internal import TroupeCatalog
package import TroupeProviders
internal import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Inserts the rows of the record inside a write transaction. Nothing is ever updated (D7).
package struct GenerationWriter {
  /// The transaction.
  package let connection: Connection
  /// The time that rows get.
  package let now: Date
  let newID: () -> ULID
  /// Who asks; may be empty.
  private let member: String

  /// Writes through `connection`; `newID` makes the identifiers of events.
  package init(
    _ connection: Connection, at now: Date, member: String = "", newID: @escaping () -> ULID
  ) {
    self.member = member
    self.connection = connection
    self.now = now
    self.newID = newID
  }

  /// How a new generation is tied to others.
  package struct Links: Sendable {
    /// Shared by the generations of one command.
    package var batch: ULID?
    /// The generation that it sends again.
    package var replayOf: ULID?
    /// The generation that it rebuilds on another model.
    package var rebuildOf: ULID?
    /// Its place in a conversation.
    package var turn: SessionPlace?
    /// The run that its batch is, where that is made once.
    package var once: Once?
    /// The take of a rework that it is to be.
    package var take: ReworkTakeName?
    /// The take of a shot that it is to be.
    package var shot: ShotTakeName?

    package init(
      batch: ULID? = nil, replayOf: ULID? = nil, rebuildOf: ULID? = nil,
      turn: SessionPlace? = nil, once: Once? = nil, take: ReworkTakeName? = nil,
      shot: ShotTakeName? = nil
    ) {
      self.batch = batch
      self.once = once
      self.replayOf = replayOf
      self.rebuildOf = rebuildOf
      self.turn = turn
      self.take = take
      self.shot = shot
    }
  }

  /// Writes the whole of a planned generation: what was asked, the cast, the inputs, the first event.
  package func plan(_ id: ULID, _ prepared: PreparedRequest, links: Links) throws {
    let profile = try insert(prepared.profile)
    try SearchIndex(connection).willChange(id, isNew: true)
    try connection.insertDigested(
      into: "generation",
      [
        "id": id,
        "created_at": now,
        "prompt": prepared.request.prompt,
        "prompt_sent": prepared.composition.prompt,
        "model": prepared.request.model,
        "profile": prepared.profile.id,
        "profile_digest": profile,
        "provider": prepared.profile.provider,
        "request_json": try CanonicalJSON.text(prepared.request),
        "sent_json": try CanonicalJSON.text(prepared.sent),
        "composition_json": try CanonicalJSON.text(prepared.composition),
        "excluded_json": try CanonicalJSON.text(prepared.selection.excluded),
        "adjustments_json": try CanonicalJSON.text(prepared.adjustments),
        "request_key": prepared.key,
        "price_usd": prepared.price,
        "batch": links.batch,
        "replay_of": links.replayOf,
        "rebuild_of": links.rebuildOf,
      ])
    let rowNumber = connection.lastInsertedRowID
    if !member.isEmpty {
      try connection.insertDigested(
        into: "generation_member", ["generation": id, "member": member])
    }
    for (index, member) in prepared.cast.enumerated() {
      try insert(member, position: index + 1, generation: id)
      let version = prepared.request.versions.first { $0.asset == member.asset.handle }
      if let version {
        try connection.insertDigested(
          into: "cast_version",
          [
            "generation": id, "position": index + 1, "asset": member.asset.id,
            "number": version.number,
          ])
      }
    }
    for sheet in prepared.sheets { try name(sheet) }
    for input in prepared.inputs { try insert(input, generation: id, prepared) }
    try insert(adaptersOf: prepared, generation: id)
    try insert(prepared.selection, generation: id)
    try insert(history: prepared, generation: id)
    try EdgeWriter(connection).add(prepared.parents, to: rowNumber)
    if let turn = links.turn { try insert(turn, generation: id) }
    try event(id, .planned)
    if let shot = links.shot { try insert(shot, generation: id) }
    if let take = links.take {
      try append(ReworkEvent(take: take.take, .making, generation: id), to: take.rework)
    }
  }

  /// Writes the intent of one send (D2).
  package func attempt(_ id: ULID, of generation: ULID, number: Int, _ request: HTTPRequest) throws
  {
    // What an earlier send cost counts no more.
    try CostSums(connection).counting(generation) {
      try append(id, of: generation, number: number, request)
    }
  }

  private func append(_ id: ULID, of generation: ULID, number: Int, _ request: HTTPRequest) throws {
    try connection.insertDigested(
      into: "attempt",
      [
        "id": id,
        "generation": generation,
        "number": number,
        "created_at": now,
        "method": request.method,
        "url": request.url,
        "headers_json": try CanonicalJSON.text(request.headers),
        "key_header": request.keyHeader,
        "body_json": try CanonicalJSON.text(request.body),
      ])
  }

  /// Appends a change of state and derives the current one.
  package func event(_ generation: ULID, _ state: GenerationState, _ message: String = "") throws {
    if try changesWords(generation, state, message) {
      try SearchIndex(connection).willChange(generation)
    }
    try CostSums(connection).counting(generation) { try append(generation, state, message) }
  }

  private func append(_ generation: ULID, _ state: GenerationState, _ message: String) throws {
    try connection.insertDigested(
      into: "event",
      [
        "id": try nextEventID(of: generation),
        "generation": generation,
        "at": now,
        "state": state.rawValue,
        "message": message,
      ])
    try connection.execute(
      """
      INSERT INTO current_state (generation, state, message) VALUES (?, ?, ?)
      ON CONFLICT (generation) DO UPDATE SET state = excluded.state, message = excluded.message
      """, generation, state.rawValue, message)
  }

  /// Whether a new state, or that it is one no longer, is worth finding.
  private func changesWords(
    _ generation: ULID, _ state: GenerationState, _ message: String
  ) throws -> Bool {
    if !message.isEmpty || IndexedFact.states.contains(state) { return true }
    let now = try connection.row(
      "SELECT state, message FROM current_state WHERE generation = ?", generation)
    guard let now else { return false }
    return try IndexedFact.states.contains(now.word(GenerationState.self, "state"))
      || !now.text("message").isEmpty
  }

  private func insert(_ member: CastMember, position: Int, generation: ULID) throws {
    try connection.insertDigested(
      into: "cast_member",
      [
        "generation": generation,
        "position": position,
        "asset": member.asset.id,
        "handle": member.asset.handle.text,
        "kind": member.asset.kind.rawValue,
        "name": member.asset.name,
        "description": member.asset.description,
        "traits_json": try CanonicalJSON.text(member.asset.traits),
        "look": member.look,
      ])
    guard !member.looks.isEmpty else { return }
    try connection.insertDigested(
      into: "cast_look",
      [
        "generation": generation,
        "position": position,
        "asset": member.asset.id,
        "looks_json": try CanonicalJSON.text(member.looks),
      ])
  }

  private func insert(
    _ input: SentInput, generation: ULID, _ prepared: PreparedRequest
  ) throws {
    let chosen = input.chosen
    let rendition = input.rendition
    try name(rendition)
    try connection.insertDigested(
      into: "input",
      [
        "generation": generation,
        "position": chosen.position,
        "role": chosen.role.rawValue,
        "asset": prepared.cast.first { $0.asset.handle == chosen.asset }?.asset.id,
        "handle": chosen.asset?.text,
        "name": chosen.name,
        "kind": chosen.kind?.rawValue,
        "look": chosen.look,
        "view": chosen.view?.rawValue,
        "reference": chosen.reference,
        "rendition": rendition.digest,
        "label": input.label,
        "reason": chosen.reason,
        "origin_generation": chosen.origin?.generation,
        "origin_position": chosen.origin?.position,
      ])
    for part in chosen.sheet ?? [] {
      try insert(part, position: chosen.position, generation: generation, prepared)
    }
  }

  private func name(_ image: StoredImage) throws {
    try connection.nameObject(
      image.digest, fileExtension: image.type.fileExtension, byteCount: image.byteCount, at: now)
  }

  /// A new identifier that comes after those of the generation's earlier events, also within one millisecond and when
  /// the clock went back: a generation's last event is the one with the greatest identifier.
  private func nextEventID(of generation: ULID) throws -> ULID {
    let last = try connection.row(
      "SELECT max(id) AS id FROM event WHERE generation = ?", generation)?.optionalULID("id")
    let new = newID()
    guard let last, new <= last else { return new }
    return last.successor
  }

  /// Writes a profile unless it is there already; its digest.
  func insert(_ profile: ModelProfile) throws -> Digest {
    let json = try CanonicalJSON.text(profile)
    let digest = Digest(hashing: Data(json.utf8))
    let known = try connection.row("SELECT 1 FROM model_profile WHERE digest = ?", digest)
    if known == nil {
      try connection.insertDigested(
        into: "model_profile", ["digest": digest, "profile_json": json])
    }
    return digest
  }
}
