internal import Foundation
internal import TroupeCatalog
internal import TroupeSearch
package import TroupeStorage
internal import TroupeVocabulary

/// What the last word of a query can become in a library.
package struct QueryCompletions {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Whole words, at most `limit`.
  package func words(_ query: String, limit: Int) throws -> [String] {
    let ending = QueryEnding(query)
    guard let filter = ending.filter else {
      return Array((ending.names + (try mentions(ending))).prefix(limit))
    }
    let values = try ending.fixedValues ?? values(of: filter, typed: ending.typed)
    return Array(ending.words(values).prefix(limit))
  }

  /// An asset that is named by its handle stands for `with:`.
  private func mentions(_ ending: QueryEnding) throws -> [String] {
    guard ending.typed.hasPrefix("@") else { return [] }
    return QueryEnding(ending.beginning + "with:" + ending.typed).words(try handles())
  }

  private func values(of filter: String, typed: String) throws -> [String] {
    switch filter {
    case "with":
      let slash = typed.firstIndex(of: "/")
      return try slash.map { try looks(of: String(typed[..<$0])) } ?? handles()
    case "look":
      return try texts("SELECT DISTINCT name FROM look WHERE removed_at IS NULL ORDER BY 1")
    case "model": return try distinct("profile", in: "generation", where: "1")
    case "provider":
      return try texts(
        "SELECT DISTINCT profile_json ->> '$.provider' FROM model_profile ORDER BY 1")
    case "tag": return try distinct("name", in: "annotation", where: "kind = 'tag'")
    case "board": return try texts("SELECT name FROM board ORDER BY 1")
    case "by":
      return try texts(
        """
        SELECT who FROM annotation_act WHERE who <> '' UNION SELECT member FROM generation_member
        ORDER BY 1
        """)
    case "scene":
      return try texts("SELECT path FROM scene_file ORDER BY at DESC").map {
        (($0 as NSString).lastPathComponent as NSString).deletingPathExtension
      }
    case "parent", "under":
      return try texts("SELECT id FROM generation ORDER BY seq DESC LIMIT 50")
    case "session": return try texts("SELECT id FROM session ORDER BY id DESC LIMIT 50")
    default: return []
    }
  }

  private func handles() throws -> [String] {
    try texts("SELECT '@' || handle FROM asset WHERE removed_at IS NULL ORDER BY handle_key")
  }

  private func looks(of handle: String) throws -> [String] {
    guard let handle = try? Handle(handle) else { return [] }
    return try connection.rows(
      """
      SELECT a.handle, l.name FROM asset a JOIN look l ON l.asset = a.id
      WHERE a.handle_key = ? AND l.removed_at IS NULL ORDER BY l.position
      """, handle.key
    ).map { "@\(try $0.text(0))/\(try $0.text(1))" }
  }

  private func texts(_ sql: String) throws -> [String] {
    try connection.rows(sql).map { try $0.text(0) }
  }

  /// Each value of the first free column of an index once, in order, by one look into it each.
  private func distinct(
    _ column: String, in table: String, where condition: String
  ) throws -> [String] {
    let next = "SELECT min(\(column)) FROM \(table) WHERE \(condition)"
    return try texts(
      """
      WITH RECURSIVE value (text) AS (
        \(next) UNION ALL SELECT (\(next) AND \(column) > value.text) FROM value
        WHERE value.text IS NOT NULL LIMIT 1000)
      SELECT text FROM value WHERE text IS NOT NULL
      """)
  }
}
