import TroupeCatalog
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

/// One transaction of an import.
struct ImportTransaction {
  private let writer: GenerationWriter
  private let source: String
  private let member: String
  private let images: [String: ReceivedImage]
  private let isLast: Bool
  var report: ImportReport
  private(set) var waiting: Set<Int> = []
  private var lengths: [Int64: Int] = [:]
  private var act: Int64?

  init(
    _ writer: GenerationWriter, source: String, member: String, images: [String: ReceivedImage],
    isLast: Bool, report: ImportReport
  ) {
    self.writer = writer
    self.source = source
    self.member = member
    self.images = images
    self.isLast = isLast
    self.report = report
  }

  private var connection: Connection { writer.connection }

  mutating func write(_ rows: ImportedRows) throws {
    let line = rows.line
    if try isKnown(line) {
      report.known += 1
      return
    }
    if let fault = try taken(line) ?? lacking(line) {
      report.refused.append(fault)
      return
    }
    var parent: Place?
    if let name = line.parent {
      parent = try generation(called: name)
      if parent == nil {
        guard isLast else {
          waiting.insert(line.number)
          return
        }
        report.orphans += 1
      }
    }
    try insert(rows, parent: parent)
    report.imported += 1
  }

  /// Where a generation stands in the library.
  private struct Place {
    let id: ULID
    let seq: Int64

    init(_ row: Row) throws {
      id = try row.ulid(0)
      seq = Int64(try row.int(1))
    }
  }

  /// Whether the library has what the line says.
  private func isKnown(_ line: ImportedLine) throws -> Bool {
    let moment = line.createdAt.map(\.stored) ?? .null
    // Of what was imported before schema 27 no moment is kept.
    for moment in moment == .null ? [moment] : [moment, .null]
    where try connection.row(
      "SELECT 1 FROM imported WHERE made_at IS ? AND line_key = ?", moment, line.key) != nil
    {
      return true
    }
    return false
  }

  /// What is wrong with the id of a line that another generation has.
  private func taken(_ line: ImportedLine) throws -> ImportReport.Refused? {
    guard let given = line.id.map({ "\($0)" }) ?? line.name,
      try generation(called: given) != nil
    else { return nil }
    return .init(
      line: line.number, name: "id", value: given,
      expected: "an id that no other generation of the library has")
  }

  private func lacking(_ line: ImportedLine) -> ImportReport.Refused? {
    guard let path = line.images.first(where: { images[$0] == nil }) else { return nil }
    return .init(
      line: line.number, name: "image", value: path,
      expected: "an image file, by its path from the folder of the lines")
  }

  private func generation(called name: String) throws -> Place? {
    if let id = ULID(name) {
      return try connection.row("SELECT id, seq FROM generation WHERE id = ?", id).map(Place.init)
    }
    return try connection.row(
      """
      SELECT g.id, g.seq FROM imported m JOIN generation g ON g.id = m.generation
      WHERE m.name = ?
      """, name
    ).map(Place.init)
  }

  private mutating func insert(_ rows: ImportedRows, parent: Place?) throws {
    let (line, id) = (rows.line, rows.id.stored)
    try connection.insert(rows.generation)
    let seq = connection.lastInsertedRowID
    try connection.insert(rows.event)
    try connection.execute(
      "INSERT INTO current_state (generation, state, message) VALUES (?, ?, '')",
      stored: [id, line.state.rawValue.stored])
    try connection.insert(
      SealedRow(
        ImportedRows.imported,
        [
          id, writer.now.stored, source.stored, line.key.stored, line.name?.stored ?? .null,
          parent?.id.stored ?? .null,
          parent == nil ? line.parent?.stored ?? .null : .null, line.rest?.stored ?? .null,
          line.createdAt?.stored ?? .null,
        ]))
    for member in rows.cast { try connection.insert(member) }
    // It is there, so it arrived before.
    if let parent {
      try connection.execute(
        "INSERT INTO edge (child, parent) VALUES (?, ?)", stored: [seq.stored, parent.seq.stored])
    }
    if !line.tags.isEmpty {
      let act = try act ?? newAct()
      self.act = act
      for tag in line.tags {
        try connection.insert(
          into: "annotation",
          [
            "generation": rows.id, "position": 0, "kind": "tag", "name": tag, "act": act,
            "value": 1,
          ])
      }
    }
    for (index, image) in line.images.compactMap({ images[$0] }).enumerated() {
      try writer.output(image, position: index + 1, of: rows.id)
    }
    try SearchIndex(connection).add(rows.words, at: seq)
    lengths[seq] = rows.words.length
  }

  private mutating func newAct() throws -> Int64 {
    try connection.insert(
      into: "annotation_act", ["at": writer.now, "who": member, "undoes": nil])
    return connection.lastInsertedRowID
  }

  func finish() throws { try SearchIndex(connection).keepLengths(lengths) }
}
