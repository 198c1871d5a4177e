internal import Foundation
internal import TroupeCatalog
internal import TroupeStorage
internal import TroupeVocabulary

/// What stands in tables next to `generation`, of several generations at once: the number of statements does not grow
/// with them.
struct GenerationDetailRows {
  private(set) var inputs: [ULID: [SentInput]] = [:]
  private(set) var outputs: [ULID: [Output]] = [:]
  private(set) var adapters: [ULID: [ChosenAdapter]] = [:]
  private(set) var findings: [ULID: [Finding]] = [:]
  private var selections: [ULID: (proof: SelectionProof, values: [Double])] = [:]
  private let connection: Connection
  private let list: String

  /// Reads the details of `ids`.
  init(_ connection: Connection, of ids: [ULID]) throws {
    self.connection = connection
    list = try CanonicalJSON.text(ids)
    try readSelections()
    try readInputs(with: sheets())
    try readOutputs()
    try readFindings()
    try readAdapters()
  }

  /// How good the choice of images of `id` was proven to be; `nil` where an older version made it.
  func proof(of id: ULID) -> SelectionProof? { selections[id]?.proof }

  private mutating func readSelections() throws {
    for row in try rows("SELECT * FROM selection WHERE generation IN \(Self.listed)") {
      let proof = SelectionProof(
        value: try row.double("value"), bound: try row.double("bound"),
        isOptimal: try row.bool("is_optimal"))
      selections[try row.ulid("generation")] = (proof, try row.json([Double].self, "values_json"))
    }
  }

  /// The pictures of sheets, by the sheet's generation and position.
  private func sheets() throws -> [ULID: [Int: [SheetPart]]] {
    var sheets: [ULID: [Int: [SheetPart]]] = [:]
    let rows = try rows(
      """
      SELECT p.*, r.extension, r.byte_count FROM sheet_part p JOIN object r ON r.digest = p.reference
      WHERE p.generation IN \(Self.listed) ORDER BY p.generation, p.position, p.number
      """)
    for row in rows {
      sheets[try row.ulid("generation"), default: [:]][try row.position("position"), default: []]
        .append(
          SheetPart(
            number: try row.position("number"), depiction: try row.depiction(),
            image: try row.image("reference", "extension", "byte_count"),
            label: try row.text("label"), reason: try row.text("reason"),
            value: try row.double("value")))
    }
    return sheets
  }

  private mutating func readInputs(with sheets: [ULID: [Int: [SheetPart]]]) throws {
    let rows = try rows(
      """
      SELECT i.*, r.extension, r.byte_count, f.extension AS rendition_extension,
        f.byte_count AS rendition_bytes
      FROM input i JOIN object r ON r.digest = i.reference JOIN object f ON f.digest = i.rendition
      WHERE i.generation IN \(Self.listed) ORDER BY i.generation, i.position
      """)
    for row in rows {
      let (id, position) = (try row.ulid("generation"), try row.position("position"))
      let values = selections[id]?.values ?? []
      inputs[id, default: []].append(
        SentInput(
          chosen: ChosenInput(
            position: position, role: try row.word(Role.self, "role"),
            depiction: try row.depiction(),
            image: try row.image("reference", "extension", "byte_count"),
            reason: try row.text("reason"),
            value: values.indices.contains(position - 1) ? values[position - 1] : 0,
            sheet: sheets[id]?[position]),
          rendition: try row.image("rendition", "rendition_extension", "rendition_bytes"),
          label: try row.text("label")))
    }
  }

  /// A thought signature is read by those alone who send it.
  static let outputRows = """
    SELECT o.generation, o.position, o.digest, o.media_type, o.width, o.height, f.extension
    FROM output o JOIN object f ON f.digest = o.digest
    WHERE o.generation IN (SELECT value FROM json_each(?)) ORDER BY o.generation, o.position
    """

  private mutating func readOutputs() throws {
    for row in try rows(Self.outputRows) {
      outputs[try row.ulid("generation"), default: []].append(try row.output())
    }
  }

  private mutating func readFindings() throws {
    let rows = try rows(
      """
      SELECT d.*, f.extension FROM finding d LEFT JOIN object f ON f.digest = d.digest
      WHERE d.generation IN \(Self.listed) ORDER BY d.generation, d.number
      """)
    for row in rows {
      let digest = try row.optionalText("digest") == nil ? nil : row.digest("digest")
      let fileExtension = try row.optionalText("extension") ?? "bin"
      findings[try row.ulid("generation"), default: []].append(
        Finding(
          try row.word(Finding.Code.self, "code"), output: try row.optionalInt("position"),
          asked: try row.optionalText("asked"), got: try row.text("got"), digest: digest,
          path: digest.map { ObjectStore.relativePath($0, fileExtension: fileExtension) }))
    }
  }

  private mutating func readAdapters() throws {
    let rows = try rows(
      "SELECT * FROM adapter_use WHERE generation IN \(Self.listed) ORDER BY generation, position")
    for row in rows {
      adapters[try row.ulid("generation"), default: []].append(
        ChosenAdapter(
          adapter: try row.ulid("adapter"), asset: try row.handle("handle"),
          digest: try row.digest("digest"), name: try row.text("name"),
          trigger: try row.text("trigger_words"), weight: try row.double("weight"),
          reason: try row.text("reason")))
    }
  }

  private static let listed = "(SELECT value FROM json_each(?))"

  private func rows(_ sql: String) throws -> [Row] { try connection.rows(sql, list) }
}

extension Row {
  /// The image of a row of `outputRows`.
  func output() throws -> Output {
    let digest = try digest("digest")
    return Output(
      id: OutputID(generation: try ulid("generation"), position: try position("position")),
      digest: digest,
      path: ObjectStore.relativePath(digest, fileExtension: try text("extension")),
      width: try optionalSide("width"), height: try optionalSide("height"),
      type: try text("media_type"))
  }

  /// The image that three columns tell of: its digest, its file's extension and its number of bytes.
  fileprivate func image(
    _ digest: String, _ fileExtension: String, _ byteCount: String
  ) throws -> StoredImage {
    StoredImage(
      digest: try self.digest(digest), type: try mediaType(ofExtension: fileExtension),
      byteCount: try self.byteCount(byteCount))
  }
}
