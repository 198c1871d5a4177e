internal import Foundation
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// What a purge is about, as the rows and files of a library say it.
struct PurgeScope: Sendable {
  /// The files and what they are.
  var files: [Digest: PurgePlan.Role] = [:]
  /// The generations that show the asset or name it, whose words go.
  var generations: [ULID] = []
  /// Those that were sent with what was said in one of `generations`.
  var later: [ULID] = []
  /// Images made with it, its descendants among them.
  var made: [OutputID] = []
  /// The bytes of the files.
  var embedded = EmbeddedBytes()
  /// The words of the asset.
  var words = PurgedWords()
}

/// Finds all that a purge is about, inside a transaction.
struct PurgeFinder {
  let connection: Connection
  let objects: ObjectStore
  private var scope = PurgeScope()

  init(_ connection: Connection, objects: ObjectStore) {
    self.connection = connection
    self.objects = objects
  }

  mutating func scope(of target: PurgeTarget) throws -> PurgeScope {
    switch target {
    case .asset(let asset, let withOutputs): try take(asset, withOutputs: withOutputs)
    case .reference(let digest, _):
      scope.files[digest] = .reference
      try close()
      scope.made = try outputs(of: generations(Self.sentWith, Array(scope.files.keys)))
    case .generation(let id): try take(answersOf: [id])
    case .image(let id):
      let row = try connection.row(
        "SELECT digest FROM output WHERE generation = ? AND position = ?", id.generation,
        id.position)
      guard let row else { throw TroupeError.request(.noOutput("\(id)", state: .done)) }
      scope.files[try row.digest("digest")] = .output
    }
    try close()
    try findEmbedded()
    return scope
  }

  private mutating func take(_ asset: Asset, withOutputs: Bool) throws {
    let id = asset.id
    for (column, role) in [("digest", PurgePlan.Role.reference), ("source", .source)] {
      try take("SELECT \(column) AS digest FROM reference WHERE asset = ?", [id], as: role)
    }
    try take("SELECT digest FROM release WHERE asset = ?", [id], as: .release)
    try close()
    scope.generations = try connection.rows(
      """
      SELECT generation FROM cast_member WHERE asset = ?1
      UNION SELECT generation FROM input WHERE asset = ?1
      UNION SELECT generation FROM sheet_part WHERE asset = ?1
      UNION SELECT generation FROM adapter_use WHERE asset = ?1 ORDER BY 1
      """, id
    ).map { try $0.ulid("generation") }
    let shown = try Set(scope.generations + generations(Self.sentWith, Array(scope.files.keys)))
    let made = try LineageReader(connection).below(shown.sorted()).sorted()
    scope.made = try outputs(of: made)
    try take(checksOf: scope.generations)
    if withOutputs { try take(answersOf: made) }
    scope.later = try generations(
      "SELECT generation FROM history WHERE earlier IN \(Self.list)", scope.generations)
    // What was said of it and of its pictures earlier goes too.
    let said = try connection.rows(
      """
      SELECT caption AS text FROM reference WHERE asset = ?1
      UNION SELECT t.value FROM asset_version v, json_tree(v.facts_json) t
        WHERE v.asset = ?1 AND t.type = 'text'
      UNION SELECT t.value FROM reference_version v, json_tree(v.facts_json) t
        WHERE v.asset = ?1 AND t.key = 'caption'
      """, id)
    scope.words = PurgedWords(asset, captions: try said.map { try $0.text("text") })
  }

  /// All that came for `generations`: their images, drafts, and answers that are files.
  private mutating func take(answersOf generations: [ULID]) throws {
    let list = try CanonicalJSON.text(generations)
    let attempts = "(SELECT id FROM attempt WHERE generation IN \(Self.list))"
    try take(checksOf: generations)
    try take("SELECT digest FROM output WHERE generation IN \(Self.list)", [list], as: .output)
    try take(
      "SELECT digest FROM finding WHERE digest IS NOT NULL AND generation IN \(Self.list)", [list],
      as: .output)
    for table in ["exchange", "leg"] {
      try take(
        """
        SELECT t.value AS digest FROM \(table) x, json_tree(x.body_json) t
        WHERE x.attempt IN \(attempts) AND t.key IN ('base64', 'file') AND t.type = 'text'
        """, [list], as: .answer)
    }
  }

  /// What a judge was asked of images of `generations`, and what it said.
  private mutating func take(checksOf generations: [ULID]) throws {
    let list = try CanonicalJSON.text(generations)
    try take(
      """
      SELECT body AS digest FROM picture_check WHERE generation IN \(Self.list)
      UNION SELECT a.body FROM check_answer a JOIN picture_check c ON c.id = a.picture_check
      WHERE c.generation IN \(Self.list)
      """, [list], as: .answer)
  }

  private mutating func take(
    _ sql: String, _ arguments: [any SQLValue], as role: PurgePlan.Role
  ) throws {
    for row in try connection.rows(sql, arguments: arguments) {
      let digest = try row.digest("digest")
      scope.files[digest] = scope.files[digest] ?? role
    }
  }

  static let list = "(SELECT value FROM json_each(?1))"

  /// The generations with which pictures were sent.
  private static let sentWith = """
    SELECT generation FROM input WHERE reference IN \(list) OR rendition IN \(list)
    UNION SELECT generation FROM sheet_part WHERE reference IN \(list) ORDER BY 1
    """

  /// What is made from a picture, and what it was made from.
  private static let derived: [(sql: String, role: PurgePlan.Role)] = [
    ("SELECT source FROM reference WHERE digest IN \(list)", .source),
    ("SELECT digest FROM reference WHERE source IN \(list)", .reference),
    ("SELECT digest FROM rendition WHERE original IN \(list)", .rendition),
    ("SELECT thumbnail FROM thumbnail WHERE digest IN \(list)", .thumbnail),
    ("SELECT rendition FROM input WHERE reference IN \(list)", .rendition),
    (
      """
      SELECT i.reference FROM sheet_part p JOIN input i
      ON i.generation = p.generation AND i.position = p.position WHERE p.reference IN \(list)
      """, .sheet
    ),
  ]

  private mutating func close() throws {
    var fresh = Array(scope.files.keys)
    while !fresh.isEmpty {
      let list = try CanonicalJSON.text(fresh.map { "\($0)" })
      fresh = []
      for (sql, role) in Self.derived {
        for row in try connection.rows(sql, list) {
          let digest = try row.digest(0)
          if scope.files[digest] != nil { continue }
          scope.files[digest] = role
          fresh.append(digest)
        }
      }
    }
  }

  /// Files that are no pictures and hold one of the pictures.
  private mutating func findEmbedded() throws {
    for digest in scope.files.keys.sorted() {
      for path in try objects.files(of: digest) {
        if let bytes = try? Data(contentsOf: URL(filePath: path)) { scope.embedded.add(bytes) }
      }
    }
    let pictures = try CanonicalJSON.text(MediaType.allCases.map(\.fileExtension))
    for row in try connection.rows(
      "SELECT digest, extension FROM object WHERE extension NOT IN \(Self.list)", pictures)
    {
      let digest = try row.digest("digest")
      guard scope.files[digest] == nil,
        let bytes = try? objects.read(digest, fileExtension: row.text("extension"))
      else { continue }
      if scope.embedded.isIn(bytes) { scope.files[digest] = .answer }
    }
  }

  private func generations(_ sql: String, _ values: [some CustomStringConvertible]) throws -> [ULID]
  {
    try connection.rows(sql, CanonicalJSON.text(values.map { "\($0)" })).map { try $0.ulid(0) }
  }

  private func outputs(of generations: [ULID]) throws -> [OutputID] {
    try connection.rows(
      """
      SELECT generation, position FROM output WHERE generation IN \(Self.list)
      ORDER BY generation, position
      """, CanonicalJSON.text(generations)
    ).map { OutputID(generation: try $0.ulid("generation"), position: try $0.position("position")) }
  }
}
