/// Something that another hand put into a column, where SQLite's own rules would not let it.
struct HostileValue: Sendable {
  let name: String
  /// What makes it, in SQL; `$` stands for the column.
  let sql: String

  /// What is tried in a column of this name and type.
  static func all(for column: String, type: String) -> [HostileValue] {
    switch type {
    case "INTEGER", "REAL": numbers
    case "BLOB": blobs
    default: texts + (column.hasSuffix("_json") ? documents : [])
    }
  }

  private static let numbers = [
    "-9223372036854775807 - 1", "9223372036854775807", "4611686018427387904", "-1", "0",
    "2147483648", "9007199254740992", "9e999", "-9e999", "1e300", "NULL", "'text'", "x'ff00'",
  ].map { HostileValue(name: $0, sql: $0) }

  private static let blobs = ["x''", "x'ff00'", "NULL", "zeroblob(1000000)", "substr($, 2)", "-1"]
    .map { HostileValue(name: $0, sql: $0) }

  private static let texts = [
    HostileValue(name: "nothing", sql: "NULL"), .init(name: "empty", sql: "''"),
    .init(name: "a megabyte", sql: "printf('%.*c', 1000000, 'x')"),
    .init(name: "NUL within", sql: "'a' || char(0) || 'b'"),
    .init(name: "no UTF-8", sql: "CAST(x'ff80c0' AS TEXT)"), .init(name: "bytes", sql: "x'ff00'"),
    .init(name: "an integer", sql: "-1"), .init(name: "a number", sql: "0.5"),
    .init(name: "an absent ULID", sql: "'01ARZ3NDEKTSV4RRFFQ69G5FAV'"),
    .init(name: "an absent digest", sql: "'sha256:' || printf('%.*c', 64, '0')"),
    .init(name: "no digest", sql: "'sha256:zz'"), .init(name: "a path", sql: "'../../x'"),
    .init(name: "a direction", sql: "char(8238) || '@kael'"),
    // Every row takes the value of another: rows that name one another in a circle, too.
    .init(name: "a neighbor's", sql: "(SELECT max($) FROM %)"),
  ]

  private static let documents =
    [
      HostileValue(name: "[]", sql: "'[]'"), .init(name: "{}", sql: "'{}'"),
      .init(name: "null", sql: "'null'"), .init(name: "[null]", sql: "'[null]'"),
      .init(name: "text", sql: "'\"x\"'"), .init(name: "[1e999]", sql: "'[1e999]'"),
      .init(
        name: "deep", sql: "printf('%.*c', 100000, '[') || printf('%.*c', 100000, ']')"),
      .init(name: "large after a colon", sql: "replace($, ':1', ':9223372036854775807')"),
      .init(name: "negative after a colon", sql: "replace($, ':', ':-')"),
      .init(name: "no truth", sql: "replace(replace($, 'true', 'null'), 'false', 'null')"),
    ]
    + ["4611686018427387904", "9223372036854775807", "-9223372036854775808", "1e300", "-1", "0"]
    .map { HostileValue(name: "every number \($0)", sql: "numbers($, '\($0)')") }
    + (0..<4).flatMap { place in
      ["4611686018427387904", "-9223372036854775808", "1e300"].map { number in
        let path = """
          (SELECT fullkey FROM json_tree($) WHERE type IN ('integer', 'real')
            ORDER BY id LIMIT 1 OFFSET \(place * place))
          """
        return HostileValue(
          name: "\(number) as number \(place * place)",
          sql: "coalesce(json_set($, \(path), \(number)), $)")
      }
    }
}
