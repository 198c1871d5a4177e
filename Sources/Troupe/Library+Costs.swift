internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// What requests cost, by month, day, model or asset.
  public func costs(by grouping: Ledger.Grouping = .month) async throws -> Ledger {
    try await services.database.read { try LedgerReader($0).ledger(by: grouping) }
  }
}
