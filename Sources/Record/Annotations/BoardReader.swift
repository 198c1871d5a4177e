internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads boards inside a transaction.
package struct BoardReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// All boards, in order of name.
  package func boards() throws -> [Board] {
    let items = try connection.rows("SELECT * FROM board_item ORDER BY board, number")
      .reduce(into: [String: [AnnotationTarget]]()) {
        $0[try $1.text("board"), default: []].append(try $1.annotationTarget())
      }
    return try connection.rows("SELECT * FROM board ORDER BY name").map { row in
      let name = try row.text("name")
      return Board(
        name: name, createdAt: try row.date("created_at"), query: try row.optionalText("query"),
        items: items[name] ?? [])
    }
  }

  /// The board called `name`.
  /// - Throws: `RequestError.unknownBoard`.
  package func board(_ name: String) throws -> Board {
    let (all, key) = (try boards(), Handle.folded(name))
    guard let board = all.first(where: { $0.name == key }) else {
      throw TroupeError.request(.unknownBoard(name, known: all.map(\.name)))
    }
    return board
  }
}
