internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
package import TroupeVocabulary

/// Starts, continues and ends conversations.
package struct Sessions: Sendable {
  let context: LineageContext

  /// Works in `context`.
  package init(_ context: LineageContext) { self.context = context }

  /// Starts a conversation. Nothing is sent.
  package func start(_ configuration: Session.Configuration) async throws -> Session {
    _ = try context.models.profile(named: configuration.model)
    let (id, now) = (context.newID(), context.clock())
    try await context.database.write { connection in
      try connection.insertDigested(
        into: "session",
        [
          "id": id, "created_at": now,
          "configuration_json": try CanonicalJSON.text(configuration),
        ])
    }
    return try await session("\(id)")
  }

  /// The conversation called `text`, by its id or a unique beginning of it; the newest for `nil` or `@last`.
  /// - Throws: `TroupeError.unknownSession`, `.ambiguous`.
  package func session(_ text: String?) async throws -> Session {
    try await context.database.read { try SessionReader($0).session(text) }
  }

  /// Every conversation, newest first.
  package func all() async throws -> [Session] {
    try await context.database.read { try SessionReader($0).all() }
  }

  /// Ends a conversation: nothing can be said in it any more. Ending it again changes nothing.
  package func end(_ text: String?) async throws -> Session {
    let (session, now) = (try await session(text), context.clock())
    try await context.database.write { connection in
      let isOver = try connection.row(
        "SELECT 1 FROM session_end WHERE session = ?", session.id)
      if isOver != nil { return }
      try connection.insertDigested(
        into: "session_end", ["session": session.id, "ended_at": now])
    }
    return try await self.session("\(session.id)")
  }

  /// Says `request` in `session`, with all that was said and answered before; one send.
  /// - Throws: `TroupeError.sessionEnded`, `.sessionBusy`, and what a request of its own throws.
  package func say(
    _ request: Request, in session: Session, terms: Generator.Terms
  ) async throws -> Generator.Made {
    let prepared = try await prepare(request, in: session)
    try Generator.check(
      prepared.plan(count: 1).estimate.costUSD, bound: terms.maxCost ?? context.budget.command)
    let turn = GenerationWriter.Turn(session: session.id, number: session.turns.count + 1)
    return try await Generator(context)
      .send(prepared, links: .init(turn: turn), isRepeat: terms.isFresh)
  }

  /// What saying `request` would send.
  package func plan(_ request: Request, in session: Session) async throws -> Plan {
    try await prepare(request, in: session).plan(count: 1)
  }

  private func prepare(_ request: Request, in session: Session) async throws -> PreparedRequest {
    if session.endedAt != nil { throw TroupeError.sessionEnded("\(session.id)") }
    var request = request
    if let last = try await lastImage(of: session) { request.parent = last }
    let (profile, _) = try context.models.profile(named: request.model)
    guard case .http = Provider.of(profile), profile.capabilities.conversation else {
      // The last image stands for what went before.
      return try await Preparation(context: context).prepare(request)
    }
    let conversation = try await ConversationLoader(context: context).conversation(session)
    return try await Preparation(context: context).prepare(request, after: conversation, profile)
  }

  private func lastImage(of session: Session) async throws -> InputImage? {
    for id in session.turns.reversed() {
      let output = try await context.database.read {
        try GenerationReader($0).generation(id).outputs.last
      }
      if let output {
        return try await InputResolver(context).image(of: output.id, role: .parent)
      }
    }
    return session.configuration.from
  }
}

extension Preparation {
  /// Settles `request` with as much of `conversation` as the model takes.
  func prepare(
    _ request: Request, after conversation: Conversation, _ profile: ModelProfile
  ) async throws -> PreparedRequest {
    let limits = profile.limits(for: request)
    let (bytes, images) = (limits.requestBytes.bound ?? .max, limits.images.bound ?? .max)
    let histories = conversation.histories(for: profile)
    let cast = try await cast(of: request)
    for history in histories.dropLast() where history.images.count <= images {
      do {
        let prepared = try await prepare(request, cast: cast, after: history)
        if prepared.message.body.byteCount <= bytes { return prepared }
      } catch TroupeError.doesNotFit, TroupeError.tooManyReferences {
        // With fewer turns before it there may be places enough.
      }
    }
    return try await prepare(request, cast: cast, after: histories.last ?? .init())
  }
}
