internal import Foundation
package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeSending
internal import TroupeStorage
package import TroupeVocabulary

/// Starts, continues and ends conversations.
package struct Sessions: Sendable {
  let generations: GenerationStore
  private let generator: Generator
  let models: ModelRegistry
  private let resolver: InputResolver
  let loader: ConversationLoader

  /// Records in `generations` and sends with `generator`; `resolver` finds the images that a conversation goes on from,
  /// `loader` what was said before.
  package init(
    _ generations: GenerationStore, generator: Generator, models: ModelRegistry,
    resolver: InputResolver, loader: ConversationLoader
  ) {
    self.generations = generations
    self.generator = generator
    self.models = models
    self.resolver = resolver
    self.loader = loader
  }

  /// Starts a conversation. Nothing is sent.
  package func start(_ configuration: Session.Configuration) async throws -> Session {
    _ = try models.profile(named: configuration.model)
    let id = generations.newID()
    try await generations.write { try $0.begin(configuration, as: id) }
    return try await session("\(id)")
  }

  /// The conversation called `text`, by its id or a unique beginning of it; the newest for `nil` or `@last`.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`.
  package func session(_ text: String?) async throws -> Session {
    try await generations.read { try SessionReader($0.connection).session(text) }
  }

  /// Every conversation, newest first.
  package func all() async throws -> [Session] {
    try await generations.read { try SessionReader($0.connection).all() }
  }

  /// Ends a conversation: nothing can be said in it any more. Ending it again changes nothing.
  package func end(_ text: String?) async throws -> Session {
    let (session, now) = (try await session(text), generations.now())
    try await generations.database.write { connection in
      let isOver = try connection.row(
        "SELECT 1 FROM session_end WHERE session = ?", session.id)
      if isOver != nil { return }
      try connection.insertDigested(
        into: "session_end", ["session": session.id, "ended_at": now])
    }
    return try await self.session("\(session.id)")
  }

  /// Says `request` in `session` once `approve` agrees to its price, with all that was said and answered before; one send.
  /// - Throws: `RequestError.sessionEnded`, `RequestError.sessionBusy`, `RequestError.blankImage` where the last image has no
  ///   content unless `allowsBlank`, and what a request of its own throws.
  package func say(
    _ request: Request, in session: Session, _ options: SendOptions, allowsBlank: Bool = false,
    approve: Spending.Approval? = nil,
    onPrepared: @Sendable (_ warnings: [String]) -> Void = { _ in }
  ) async throws -> GenerationResult {
    if let expected = options.expected, !options.isFresh,
      let said = try await said(expected, in: session)
    {
      return said
    }
    let prepared = try await prepare(request, in: session, allowsBlank: allowsBlank)
    let plan = prepared.plan(count: 1)
    let policy = generator.sender.policy
    try policy.check(plan.estimate.boundUSD, bound: options.maxCost)
    try options.checkExpected(plan)
    onPrepared(prepared.warnings)
    if !options.isFresh {
      let key = try prepared.key
      try await generations.read { try $0.checkUnsent(key, allowsRefused: options.isAgain) }
    }
    try await policy.ask(
      approve, model: plan.model, images: 1, costUSD: plan.estimate.boundUSD)
    let turn = GenerationWriter.SessionPlace(
      session: session.id, number: session.nextNumber)
    return try await generator.sender.send(
      prepared, links: .init(turn: turn),
      allowing: .init(all: options.isFresh, refused: options.isAgain))
  }

  /// What saying `request` would send.
  package func plan(
    _ request: Request, in session: Session, allowsBlank: Bool
  ) async throws -> Plan {
    try await generator.noted(prepare(request, in: session, allowsBlank: allowsBlank))
      .plan(count: 1)
  }

  private func prepare(
    _ request: Request, in session: Session, allowsBlank: Bool
  ) async throws -> PreparedRequest {
    if session.endedAt != nil { throw TroupeError.request(.sessionEnded("\(session.id)")) }
    var request = request
    if let last = try await lastImage(of: session, allowsBlank: allowsBlank) {
      request.parent = last
      request.kept = try await generations.cast(shownBy: last)
    }
    let (profile, _) = try models.profile(named: request.model)
    guard try loader.sendsHistory(to: profile) else {
      // The last image stands for what went before.
      return try await generator.preparation.prepare(request)
    }
    return try await generator.preparation.prepare(
      request, after: try await loader.conversation(session), profile)
  }

  /// Whether what was said before is sent with a new turn to the model of `profile`.
  func sendsHistory(to profile: ModelProfile) throws -> Bool {
    try loader.sendsHistory(to: profile)
  }

  /// What was said before the turn `generation` of `session`.
  func conversation(before generation: ULID, of session: Session) async throws -> Conversation {
    try await loader.conversation(session.turns(before: generation))
  }

  private func lastImage(of session: Session, allowsBlank: Bool) async throws -> InputImage? {
    for id in session.turns.reversed() {
      if let output = try await generations.read({ try $0.generation(id).outputs.last }) {
        return try await resolver.image(
          of: output.id, role: .parent, allowsBlank: allowsBlank)
      }
    }
    return session.configuration.from
  }
}
