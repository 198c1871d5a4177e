internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Finds what imported pictures may have been made from, inside a transaction.
package struct SuggestedParentReader {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// An imported picture with the name of its file.
  private struct Picture {
    let number: Int
    let image: OutputID
    let file: String
    let aspect: Double?
    /// What its file is called by Content Credentials and XMP.
    let identifiers: Set<String>

    var folder: Substring { file.split(separator: "/").dropLast().last ?? "" }
  }

  /// The pictures whose files name one as what they were made from, in order of arrival.
  /// - Parameter generations: these alone; `nil` for all.
  package func suggestions(of generations: [ULID]? = nil) throws -> [SuggestedParent] {
    let ids = try generations.map { try CanonicalJSON.text($0) }
    let wanted = try connection.rows(
      """
      SELECT \(Self.columns), i.rest_json ->> '$.made_from' AS named,
        i.rest_json -> '$.parent_identifiers' AS signed,
        c.parent AS accepted, c.position AS accepted_position
      FROM \(Self.pictures) LEFT JOIN accepted_parent c ON c.generation = i.generation
      WHERE (i.rest_json ->> '$.made_from' IS NOT NULL
        OR i.rest_json -> '$.parent_identifiers' IS NOT NULL)
        AND (?1 IS NULL OR i.generation IN (SELECT value FROM json_each(?1)))
      ORDER BY g.seq
      """, ids)
    let names = Set(try wanted.compactMap { try $0.optionalText("named").map(Self.key) })
    if wanted.isEmpty { return [] }
    let all = try pictures(called: names)
    return try wanted.map { row in
      let (picture, told) = (try Self.picture(row), try row.optionalText("named"))
      let signed = Set(try Self.texts(row, "signed"))
      let named = told ?? signed.sorted().first ?? ""
      let known = told.flatMap { all.named[Self.key($0)] } ?? []
      let proven = signed.flatMap { all.identified[$0] ?? [] }
      let accepted = try row.optionalULID("accepted").map {
        OutputID(generation: $0, position: try row.int("accepted_position"))
      }
      return SuggestedParent(
        generation: picture.image.generation, named: named,
        candidates: Self.signed(proven, of: picture)
          + Self.candidates(of: picture, named: named, among: known).filter { one in
            !proven.contains { $0.image == one.image }
          }, accepted: accepted)
    }
  }

  private static let columns = """
    g.seq, i.generation, i.rest_json ->> '$.file' AS file, o.position, o.width, o.height,
    i.rest_json -> '$.identifiers' AS identifiers
    """

  private static let pictures = """
    imported i JOIN generation g ON g.id = i.generation
    JOIN output o ON o.generation = i.generation AND o.position = 1
    """

  private static func picture(_ row: Row) throws -> Picture {
    let (width, height) = (try row.optionalInt("width"), try row.optionalInt("height"))
    let aspect = width.flatMap { width in height.map { Double(width) / Double(max($0, 1)) } }
    return Picture(
      number: try row.int("seq"),
      image: OutputID(generation: try row.ulid("generation"), position: try row.int("position")),
      file: try row.optionalText("file") ?? "", aspect: aspect,
      identifiers: Set(try texts(row, "identifiers")))
  }

  /// A list of texts in a column; none where there is no such list.
  private static func texts(_ row: Row, _ column: String) throws -> [String] {
    guard let json = try row.optionalText(column) else { return [] }
    return (try? CanonicalJSON.decode([String].self, from: Data(json.utf8))) ?? []
  }

  /// By the name of the file, as it is compared, and by what it is called by Content Credentials.
  private func pictures(
    called names: Set<String>
  ) throws -> (named: [String: [Picture]], identified: [String: [Picture]]) {
    var (called, identified): ([String: [Picture]], [String: [Picture]]) = ([:], [:])
    try connection.forEach(
      "SELECT \(Self.columns) FROM \(Self.pictures) WHERE i.rest_json ->> '$.file' IS NOT NULL"
    ) { row in
      let picture = try Self.picture(row)
      let key = Self.key(picture.file)
      if names.contains(key) { called[key, default: []].append(picture) }
      for identifier in picture.identifiers { identified[identifier, default: []].append(picture) }
    }
    return (called, identified)
  }

  /// Those that Content Credentials name: a label of a manifest is made for one file, other identifiers are copied.
  private static func signed(
    _ known: [Picture], of picture: Picture
  ) -> [SuggestedParent.Candidate] {
    let earlier = known.filter { $0.number < picture.number }
    return earlier.map {
      SuggestedParent.Candidate(
        image: $0.image, file: $0.file, confidence: earlier.count == 1 ? 0.95 : 0.6)
    }
  }

  /// The last part of a path, in small letters.
  private static func key(_ path: String) -> String {
    (path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path).lowercased()
      .precomposedStringWithCanonicalMapping
  }

  private static func candidates(
    of picture: Picture, named: String, among known: [Picture]
  ) -> [SuggestedParent.Candidate] {
    // Only what arrived earlier can be a parent.
    let earlier = known.filter { $0.number < picture.number }
    let near = earlier.count { $0.folder == picture.folder }
    return earlier.map { one in
      var confidence = 0.9
      if earlier.count > 1 {
        let isNear = one.folder == picture.folder
        confidence = isNear ? 0.8 / Double(near) : 0.4 / Double(earlier.count)
      }
      if isUsual(named) { confidence *= 0.5 }
      if let one = one.aspect, let own = picture.aspect, abs(one / own - 1) > 0.05 {
        confidence *= 0.7
      }
      return SuggestedParent.Candidate(
        image: one.image, file: one.file, confidence: (confidence * 100).rounded() / 100)
    }.sorted { ($1.confidence, $0.image.description) < ($0.confidence, $1.image.description) }
  }

  /// Whether tools give this name to whatever is put into them.
  private static func isUsual(_ name: String) -> Bool {
    let stem = key(name).prefix { $0 != "." }.filter(\.isLetter)
    return [
      "image", "input", "output", "untitled", "download", "paste", "pasted", "clipspace", "tmp",
    ]
    .contains(stem)
  }
}
