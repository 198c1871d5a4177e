internal import TroupeLineage

extension Library {
  /// What requests cost, by month, day, model or asset.
  public func costs(by grouping: Ledger.Grouping = .month) async throws -> Ledger {
    try await context.database.read { try LedgerReader($0).ledger(by: grouping) }
  }
}
