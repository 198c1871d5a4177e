internal import Foundation
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// All boards, in order of name.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func boards() async throws -> [Board] {
    try await services.database.read { try BoardReader($0).boards() }
  }

  /// The board called `name`; case makes no difference. A search for `board:NAME` finds its generations.
  /// - Throws: `RequestError.unknownBoard`.
  @concurrent public func board(_ name: String) async throws -> Board {
    try await services.database.read { try BoardReader($0).board(name) }
  }

  /// Saves a search as a board, in place of the one that the board stood for.
  /// - Parameters:
  ///   - name: up to 64 letters, digits, emoji, `-`, `_` and `.`; case makes no difference.
  ///   - query: as for `search(_:limit:)`, without `board:`.
  /// - Throws: `TroupeError.invalidValue` for a name or a search that breaks its rules, and for the name of a list.
  @discardableResult
  @concurrent public func saveBoard(_ name: String, query: String) async throws -> Board {
    try await changeBoards { try $0.save(query, as: name) }
  }

  /// Puts images and whole generations at the end of a board that is a list; it is made where it is missing.
  /// - Parameters:
  ///   - targets: an image is named with its `/N` or by its digest, a generation without. All are found before anything is
  ///     written.
  ///   - name: as for `saveBoard(_:query:)`.
  /// - Throws: `TroupeError.invalidValue` for a name that breaks its rules or is that of a saved search; as `tag(_:_:)`.
  @discardableResult
  @concurrent public func addToBoard(
    _ targets: [ImageName], _ name: String
  ) async throws -> Board {
    let found = try await self.targets(targets)
    return try await changeBoards { try $0.add(found, to: name) }
  }

  /// Takes images and whole generations from a board that is a list.
  /// - Throws: `RequestError.unknownBoard`, `TroupeError.invalidValue` for a saved search; as `tag(_:_:)`.
  @discardableResult
  @concurrent public func takeFromBoard(
    _ targets: [ImageName], _ name: String
  ) async throws -> Board {
    let found = try await self.targets(targets)
    return try await changeBoards { try $0.take(found, from: name) }
  }

  /// Removes a board; what is on it stays in the library.
  /// - Returns: the board as it was.
  /// - Throws: `RequestError.unknownBoard`.
  @discardableResult
  @concurrent public func removeBoard(_ name: String) async throws -> Board {
    try await changeBoards { try $0.remove(name) }
  }

  private func changeBoards(
    _ change: @escaping @Sendable (BoardWriter) throws -> Board
  ) async throws -> Board {
    let now = services.generations.now()
    return try await services.database.write { try change(BoardWriter($0, at: now)) }
  }
}
