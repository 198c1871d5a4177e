internal import TroupeRecord
internal import TroupeSearch

extension Library {
  /// Past generations that do not show what the library holds today, newest first: the description or traits of an asset, or of
  /// a look, were changed since, or a picture that was sent was retired, or the asset removed. Of those that are done alone.
  ///
  /// Not looked at are the name and handle of an asset, the words that another version of Troupe writes, model, size and seed;
  /// and white space and the form of composed letters. What was recorded before schema 14 tells nothing of looks. Nothing is
  /// kept: what is set back is fresh again. To make one again, plan a rebuild of it on `StaleGeneration.profile` with terms
  /// of today.
  /// - Parameters:
  ///   - query: as for `search`.
  ///   - limit: the most that are returned, 1 or more.
  ///   - includingMadeAgain: whether those are among them for which another one stands: one made again from it that is not
  ///     stale, or a rebuild of it on the same model, whatever became of that.
  /// - Throws: `TroupeError.invalidValue` for a limit below 1.
  @concurrent public func staleGenerations(
    _ query: String = "", limit: Int = 20, includingMadeAgain: Bool = true
  ) async throws -> StaleResult {
    guard limit >= 1 else {
      throw TroupeError.invalidValue(name: "limit", value: "\(limit)", expected: "1 or more")
    }
    let parsed = SearchQuery(parsing: query)
    let found = try await StaleSearch(database: services.database)
      .find(parsed, limit: limit, includesMadeAgain: includingMadeAgain)
    return StaleResult(
      interpretation: parsed.interpretation, notes: parsed.notes, generations: found)
  }
}
