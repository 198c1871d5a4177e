public import Foundation
internal import TroupeRecord

extension Library {
  /// The models that made what the library holds, each with what depends on it and how long it can still be had; those that
  /// end first come first.
  /// - Parameters:
  ///   - days: within how many days an end counts as near.
  ///   - today: the day from which they are counted.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func modelLives(
    within days: Int = 90, today: Date = Date()
  ) async throws -> [ModelLife] {
    let uses = try await services.database.read { try ModelUseReader($0).uses() }
    return uses.map { life(of: $0, within: days, today) }.sorted {
      ($0.isEnding ? 0 : 1, $0.daysLeft ?? .max, $0.use.model)
        < ($1.isEnding ? 0 : 1, $1.daysLeft ?? .max, $1.use.model)
    }
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
    guard let profile = try? services.models.profile(named: use.model).profile else {
      return ModelLife(use: use, status: nil, daysLeft: nil, isEnding: true, rebuildUSD: nil)
    }
    let end = profile.status.retired.flatMap {
      try? Date("\($0)T00:00:00Z", strategy: .iso8601)
    }
    let left = end.map { Int(($0.timeIntervalSince(today) / 86_400).rounded(.up)) }
    let hasEnded = profile.status.stage == .retired
    let isNear = left.map { $0 <= days } ?? (profile.status.stage == .deprecated)
    let successor = profile.status.successor.flatMap { try? services.models.profile(named: $0) }
    return ModelLife(
      use: use, status: profile.status, daysLeft: left, isEnding: hasEnded || isNear,
      rebuildUSD: successor?.profile.price().map { $0 * Double(use.generations) })
  }
}
