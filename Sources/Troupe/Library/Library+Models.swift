public import Foundation
internal import TroupeRecord

extension Library {
  /// The models that made what the library holds, each with what depends on it and how long it can still be had; those that
  /// end first come first.
  /// - Parameters:
  ///   - days: within how many days an end counts as near.
  ///   - today: the day from which they are counted.
  ///   - onlyEnding: whether the others are left out, which is quicker: what each made is counted.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func modelLives(
    within days: Int = 90, today: Date = Date(), onlyEnding: Bool = false
  ) async throws -> [ModelLife] {
    let asked = try await services.database.read { try ModelUseReader($0).models() }
    let models = onlyEnding ? asked.filter { end(of: $0, within: days, today).isEnding } : asked
    let uses = try await services.database.read { try ModelUseReader($0).uses(of: models) }
    return uses.map { life(of: $0, within: days, today) }.sorted {
      ($0.isEnding ? 0 : 1, $0.daysLeft ?? .max, $0.use.model)
        < ($1.isEnding ? 0 : 1, $1.daysLeft ?? .max, $1.use.model)
    }
  }

  /// What rebuilding the lineages of a model on another one would cost and lose, newest first. Nothing is sent.
  /// - Parameters:
  ///   - model: the id of its profile.
  ///   - successor: the other model, by id or alias.
  ///   - limit: the most lineages that are planned, 1 or more.
  /// - Throws: `RequestError.unknownModel`, `LibraryError` where the database cannot be read.
  @concurrent public func forecasts(
    of model: String, on successor: String, limit: Int = 100
  ) async throws -> [LineageForecast] {
    _ = try services.models.profile(named: successor)
    let ends = try await services.database.read { try ModelUseReader($0).ends(model, limit: limit) }
    var forecasts: [LineageForecast] = []
    for end in ends {
      do {
        forecasts.append(
          LineageForecast(try await services.reworks.plan(end, model: successor, ReworkTerms())))
      } catch is TroupeError {
        // Not one step of it can be sent.
        let steps = try await services.generations.read {
          try LineageReader($0.connection).members(of: end, .line).count
        }
        forecasts.append(
          LineageForecast(
            focus: end, model: successor, steps: steps, costUSD: nil, losses: [:],
            unplanned: steps))
      }
    }
    return forecasts
  }

  /// How estimates for `model`, by the id of its profile, compare with bills; `nil` where no answer tells what it cost.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func billed(_ model: String) async throws -> ModelUse.Billed? {
    try await services.database.read { try ModelUseReader($0).billed(model) }
  }

  /// The smallest request to `model`, by the id of its profile, that was refused as too large; `nil` where none was.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func tooLarge(_ model: String) async throws -> ModelUse.TooLarge? {
    try await services.database.read { try ModelUseReader($0).smallestTooLarge(model) }
  }

  private func life(of use: ModelUse, within days: Int, _ today: Date) -> ModelLife {
    let (profile, left, isEnding) = end(of: use.model, within: days, today)
    let successor = profile?.status.successor.flatMap {
      try? services.models.profile(named: $0)
    }
    return ModelLife(
      use: use, status: profile?.status, daysLeft: left, isEnding: isEnding,
      rebuildUSD: successor?.profile.price().map { $0 * Double(use.generations) })
  }

  /// A model's profile, the days until its end, and whether that is near or past; one without a profile has ended.
  private func end(
    of model: String, within days: Int, _ today: Date
  ) -> (profile: ModelProfile?, daysLeft: Int?, isEnding: Bool) {
    guard let profile = try? services.models.profile(named: model).profile else {
      return (nil, nil, true)
    }
    let end = profile.status.retired.flatMap {
      try? Date("\($0)T00:00:00Z", strategy: .iso8601)
    }
    let left = end.map { Int(($0.timeIntervalSince(today) / 86_400).rounded(.up)) }
    let hasEnded = profile.status.stage == .retired
    let isNear = left.map { $0 <= days } ?? (profile.status.stage == .deprecated)
    return (profile, left, hasEnded || isNear)
  }
}
