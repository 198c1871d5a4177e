package import Foundation
internal import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Makes and changes boards inside a transaction.
package struct BoardWriter {
  let connection: Connection
  private let now: Date

  /// Writes through `connection` at the moment `now`.
  package init(_ connection: Connection, at now: Date) {
    self.connection = connection
    self.now = now
  }

  private var reader: BoardReader { BoardReader(connection) }

  /// Makes a board of a search, or gives one of a search another one.
  /// - Throws: `TroupeError.invalidValue` for a name that breaks its rules or is a list's, and for an empty search or one
  ///   that names a board: boards do not lead to each other.
  package func save(_ query: String, as name: String) throws -> Board {
    let key = try Label.folded(name, of: "board")
    let parsed = SearchQuery(parsing: query)
    let namesBoard = parsed.filters.contains {
      if case .board = $0 { true } else { false }
    }
    guard !query.allSatisfy(\.isWhitespace), query.count <= 2_000, !namesBoard else {
      throw TroupeError.invalidValue(
        name: "query", value: String(query.prefix(80)),
        expected: "a search of 1 to 2000 characters that names no board")
    }
    if let old = try find(key) {
      try Self.check(old, isList: false)
      try connection.execute("UPDATE board SET query = ? WHERE name = ?", query, key)
    } else {
      try connection.insert(into: "board", ["name": key, "created_at": now, "query": query])
    }
    return try reader.board(key)
  }

  /// Puts `targets` at the end of a list, which is made where it is missing; those on it already stay where they are.
  /// - Throws: `TroupeError.invalidValue` for a name that breaks its rules or is that of a saved search.
  package func add(_ targets: [AnnotationTarget], to name: String) throws -> Board {
    let key = try Label.folded(name, of: "board")
    let old = try find(key)
    if let old {
      try Self.check(old, isList: true)
    } else {
      try connection.insert(into: "board", ["name": key, "created_at": now, "query": nil])
    }
    for target in targets {
      try connection.execute(
        """
        INSERT INTO board_item (board, number, generation, position)
        SELECT ?, coalesce(max(number), 0) + 1, ?, ? FROM board_item WHERE board = ?
        ON CONFLICT DO NOTHING
        """, key, target.generation, target.position ?? 0, key)
    }
    return try reader.board(key)
  }

  /// Takes `targets` from a list.
  /// - Throws: `RequestError.unknownBoard`, and `TroupeError.invalidValue` for a saved search.
  package func take(_ targets: [AnnotationTarget], from name: String) throws -> Board {
    let board = try reader.board(name)
    try Self.check(board, isList: true)
    for target in targets {
      try connection.execute(
        "DELETE FROM board_item WHERE board = ? AND generation = ? AND position = ?", board.name,
        target.generation, target.position ?? 0)
    }
    return try reader.board(board.name)
  }

  /// Removes a board; what is on it stays.
  /// - Throws: `RequestError.unknownBoard`.
  package func remove(_ name: String) throws -> Board {
    let board = try reader.board(name)
    try connection.execute("DELETE FROM board_item WHERE board = ?", board.name)
    try connection.execute("DELETE FROM board WHERE name = ?", board.name)
    return board
  }

  private func find(_ key: String) throws -> Board? {
    try reader.boards().first { $0.name == key }
  }

  private static func check(_ board: Board, isList: Bool) throws {
    guard (board.query == nil) == isList else {
      throw TroupeError.invalidValue(
        name: "board", value: board.name,
        expected: isList
          ? "a list, and this is a saved search" : "a saved search, and this is a list")
    }
  }
}
