internal import Foundation
internal import TroupeChecking
package import TroupeProviders
internal import TroupeRecord
package import TroupeStorage
package import TroupeVocabulary

/// Asks judges about images that were made.
package struct Checker: Sendable {
  private let sender: Sender
  private let models: ModelRegistry
  private let spool: Spool

  /// Asks over `sender`'s transport, within its policy, those of `models` that are judges; answers arrive in `spool`, which
  /// holds nothing else.
  package init(_ sender: Sender, models: ModelRegistry, spool: Spool) {
    self.sender = sender
    self.models = models
    self.spool = spool
  }

  /// The most tokens that an answer may have, thoughts among them.
  private static let longestAnswer = 8192

  var recorder: CheckRecorder {
    let other = sender.recorder
    return CheckRecorder(
      generations: other.generations, objects: other.objects, spool: spool,
      providers: other.providers)
  }

  /// What asking `judge` about `images` would send, and at what price.
  /// - Parameter isFresh: whether what the record answers is asked again.
  /// - Throws: `RequestError.unknownModel`, `RequestError.notJudge`; `ProviderError.unknownProvider`.
  package func plan(
    _ images: [OutputID], judge: String, isFresh: Bool
  ) async throws -> CheckPlan {
    let (profile, checks) = try await prepare(images, judge: judge)
    return try await plan(checks, of: images, profile, isFresh: isFresh)
  }

  private func plan(
    _ checks: [PreparedCheck], of images: [OutputID], _ profile: ModelProfile, isFresh: Bool
  ) async throws -> CheckPlan {
    var entries: [CheckPlan.Entry] = []
    for check in checks {
      let key = try check.key
      let known =
        isFresh
        ? nil
        : try await recorder.generations.read { try CheckReader($0.connection).equal(key) }
      entries.append(
        CheckPlan.Entry(
          image: check.image, questions: check.questions, pictures: check.pictures.map(\.digest),
          costUSD: known == nil ? check.price : 0, known: known?.id))
    }
    let asked = Set(checks.map(\.image))
    let costs = entries.map(\.costUSD)
    return CheckPlan(
      model: profile.id, entries: entries, left: images.filter { !asked.contains($0) },
      costUSD: costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +))
  }

  /// Asks `judge` about `images`, several at once; none is begun after a failure that would strike all.
  /// - Parameters:
  ///   - isFresh: whether what the record answers is asked again.
  ///   - maxCost: the most that all may cost, US dollars; `nil` for the budget's bound.
  ///   - approve: asked before anything that may cost money is sent.
  ///   - onResult: called after each, with how many are done and how many there are.
  /// - Returns: in the order of the images; those of which there is nothing to ask, or that were not begun, are left out.
  /// - Throws: as `plan`, `RequestError.tooExpensive` and what `approve` throws; the first failure that stopped the rest
  ///   where none has a result.
  package func check(
    _ images: [OutputID], judge: String, isFresh: Bool, maxCost: Double?,
    approve: Spending.Approval?, onResult: @escaping @Sendable (CheckResult, Int, Int) -> Void
  ) async throws -> [CheckResult] {
    let (profile, checks) = try await prepare(images, judge: judge)
    let plan = try await plan(checks, of: images, profile, isFresh: isFresh)
    try sender.policy.check(plan.costUSD, bound: maxCost)
    try await sender.policy.ask(
      approve, model: plan.model, images: plan.entries.count { $0.known == nil },
      costUSD: plan.costUSD)
    return try await run(checks, isFresh: isFresh, onResult)
  }

  /// The profile of the judge called `name`.
  /// - Throws: `RequestError.unknownModel`, `RequestError.notJudge`.
  @discardableResult
  package func checkJudge(_ name: String) throws -> ModelProfile {
    let profile = try models.profile(named: name).profile
    guard profile.isJudge else {
      throw TroupeError.request(
        .notJudge(profile.id, judges: models.profiles.filter(\.isJudge).map(\.id)))
    }
    return profile
  }

  private func run(
    _ checks: [PreparedCheck], isFresh: Bool,
    _ onResult: @escaping @Sendable (CheckResult, Int, Int) -> Void
  ) async throws -> [CheckResult] {
    let patience = sender.policy.retry.longestWait
    var results: [Int: CheckResult] = [:]
    var stop: (any Error)?
    await withTaskGroup(of: (Int, Result<CheckResult, any Error>).self) { group in
      var rest = checks.indices[...]
      func start() {
        guard stop == nil, !Task.isCancelled, let index = rest.popFirst() else { return }
        group.addTask {
          do { return (index, .success(try await one(checks[index], isFresh: isFresh))) } catch {
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<sender.policy.atOnce { start() }
      while let (index, result) = await group.next() {
        switch result {
        case .success(let result):
          results[index] = result
          onResult(result, results.count, checks.count)
          if let error = result.error, case .provider = error,
            error.stopsBatch(patience: patience)
          {
            stop = stop ?? error
          }
        case .failure(let error): stop = stop ?? error
        }
        start()
      }
    }
    if Task.isCancelled, results.count < checks.count { stop = TroupeError.interrupted }
    if results.isEmpty, let stop { throw stop }
    return results.sorted { $0.key < $1.key }.map(\.value)
  }

  private func one(_ check: PreparedCheck, isFresh: Bool) async throws -> CheckResult {
    let sender = CheckSender(
      recorder: recorder, transport: self.sender.transport, policy: self.sender.policy)
    do {
      return try await sender.send(check, isFresh: isFresh)
    } catch let known as EqualCheckKnown {
      let error: TroupeError? =
        switch known.check.state {
        case .done: nil
        case .noVerdict:
          .request(
            .checkIncomplete(.noVerdict, count: 1, reason: known.check.message ?? ""))
        case .planned, .sent, .failed, .unknown:
          .request(.equalCheckOpen(image: check.image, state: known.check.state))
        }
      return CheckResult(check: known.check, isFromRecord: true, error: error)
    }
  }

  /// What is sent for each of `images` of which there is something to ask.
  func prepare(
    _ images: [OutputID], judge: String
  ) async throws -> (profile: ModelProfile, checks: [PreparedCheck]) {
    let profile = try checkJudge(judge)
    let generations = images.map(\.generation).reduce(into: [ULID]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let pictures = try await recorder.generations.read {
      try $0.checkedPictures(of: generations)
    }
    let checks = try images.compactMap { id in
      try pictures.first { $0.id == id }.flatMap { try prepare($0, profile) }
    }
    return (profile, checks)
  }

  private func prepare(
    _ picture: CheckedPicture, _ profile: ModelProfile
  ) throws -> PreparedCheck? {
    let questionnaire = try Questionnaire(picture)
    if questionnaire.questions.isEmpty { return nil }
    let parts = questionnaire.parts.map { part -> JudgeQuestion.Part in
      switch part {
      case .text(let text): .text(text)
      case .image(let image): .image(image)
      }
    }
    let pictures = questionnaire.parts.compactMap { part in
      if case .image(let image) = part { image } else { nil }
    }
    let characters = questionnaire.parts.reduce(questionnaire.schema.count) { sum, part in
      if case .text(let text) = part { sum + text.utf8.count } else { sum }
    }
    let providers = recorder.providers
    let message = try providers.provider(of: profile).encode(
      JudgeQuestion(
        parts: parts, schema: questionnaire.schema, profile: profile,
        longest: Self.longestAnswer), for: providers.endpoint(of: profile))
    let prices = [profile, models.bounding(profile)].map {
      $0.judgePrice(
        characters: characters, pictures: pictures.count, answer: Self.longestAnswer)
    }
    return PreparedCheck(
      image: picture.id, questions: questionnaire.questions, pictures: pictures,
      profile: profile, message: message,
      price: prices.contains(nil) ? nil : prices.compactMap(\.self).max())
  }
}
