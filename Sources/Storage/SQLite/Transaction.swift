import TroupeCSQLite
import TroupeVocabulary

/// How a transaction begins.
enum TransactionKind: String {
  /// Sees one unchanging state from its first statement on.
  case deferred = "BEGIN DEFERRED"
  /// Keeps other writers out from the start.
  case immediate = "BEGIN IMMEDIATE"
}

extension SQLiteHandle {
  /// Runs `body` in a transaction, which is committed when it returns and undone when it throws.
  /// - Throws: what `body` throws; `SQLiteError`, `CancellationError`.
  func transaction<T>(_ kind: TransactionKind, _ body: () throws -> T) throws -> T {
    try execute(kind.rawValue)
    do {
      let result = try body()
      try checkTransaction()
      // Once it has begun to commit, a cancelled task must not be told that nothing was written.
      try withoutInterruption { try execute("COMMIT") }
      return result
    } catch {
      withoutInterruption { rollBack() }
      throw error
    }
  }

  /// SQLite itself undoes a transaction after some errors.
  private func rollBack() {
    guard isInTransaction else { return }
    sqlite3_exec(pointer, "ROLLBACK", nil, nil, nil)
  }

  /// Refuses to go on where SQLite has undone the transaction by itself, as after a full disk: what
  /// follows would be committed alone.
  func checkTransaction() throws {
    guard isInTransaction else {
      throw TroupeError.library(.database(detail: "the transaction was undone by an earlier error"))
    }
  }
}
