package import Foundation
internal import TroupeCatalog
internal import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Writes generations that were made elsewhere, many in one transaction.
package struct GenerationImporter: Sendable {
  let store: GenerationStore
  private let user: String

  /// Writes to `store` what `user` imports.
  package init(_ store: GenerationStore, by user: String) {
    self.store = store
    self.user = user
  }

  /// A line with its rows, or why it is refused.
  enum Read: Sendable {
    case rows(ImportedRows)
    case refused(ImportReport.Refused)
  }

  /// Lines that were read and can be written.
  package struct Batch: Sendable {
    let lines: [Read]
    /// The models that they name.
    let forms: [String: ImportedForm]

    /// The paths of images that they name.
    package var images: Set<String> {
      Set(
        lines.compactMap { if case .rows(let rows) = $0 { rows.line.image } else { nil } })
    }
  }

  /// The assets that handles call today.
  package func assets() async throws -> [Handle: ULID] {
    try await store.database.read { connection in
      Dictionary(
        try connection.rows("SELECT id, handle FROM asset").map {
          (try $0.handle("handle"), try $0.ulid("id"))
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Reads lines of a file, by both processors.
  /// - Parameters:
  ///   - lines: where each stands in `file`, with its number from 1.
  ///   - form: what generations of a model have in common.
  package func read(
    _ lines: [JSONLines.Line], of file: Data, assets: [Handle: ULID],
    form: @Sendable @escaping (String) throws -> ImportedForm
  ) async throws -> Batch {
    let now = store.now()
    let half = (lines.count + 1) / 2
    @Sendable func part(_ lines: ArraySlice<JSONLines.Line>) throws -> Batch {
      var (all, forms): ([Read], [String: ImportedForm]) = ([], [:])
      for (number, range) in lines {
        let bytes = file[file.startIndex + range.lowerBound..<file.startIndex + range.upperBound]
        do {
          let line = try ImportedLine(bytes, number: number, key: Self.key(bytes))
          let known = try forms[line.model] ?? form(line.model)
          forms[line.model] = known
          all.append(
            .rows(
              try ImportedRows(
                line, at: now, entropy: store.newEntropy(), form: known, assets: assets)))
        } catch let fault as ImportedLine.Fault {
          all.append(
            .refused(
              .init(
                line: number, name: fault.name, value: fault.value, expected: fault.expected)))
        }
      }
      return Batch(lines: all, forms: forms)
    }
    async let second = part(lines[half...])
    let first = try part(lines[..<half])
    let rest = try await second
    return Batch(
      lines: first.lines + rest.lines, forms: first.forms.merging(rest.forms) { one, _ in one })
  }

  private static func key(_ bytes: Data) -> Int64 {
    let hex = Digest(hashing: bytes).hex.prefix(16)
    return Int64(bitPattern: UInt64(hex, radix: 16) ?? 0)
  }

  /// Writes a batch in one transaction.
  /// - Parameters:
  ///   - images: what stands at the paths that the lines name, on disk already; a line with another path is refused.
  ///   - isLast: whether lines are written without a parent that is not here; else they are returned.
  /// - Returns: the numbers of lines whose parent may come later.
  package func write(
    _ batch: Batch, source: String, images: [String: ReceivedImage], isLast: Bool,
    to report: inout ImportReport
  ) async throws -> Set<Int> {
    let (user, before) = (user, report)
    let (after, waiting) = try await store.write { writer in
      var work = ImportTransaction(
        writer, source: source, user: user, images: images, isLast: isLast, report: before)
      for form in batch.forms.values { _ = try writer.insert(form.profile) }
      for line in batch.lines {
        switch line {
        case .refused(let refused): work.report.refused.append(refused)
        case .rows(let rows): try work.write(rows)
        }
      }
      try work.finish()
      return (work.report, work.waiting)
    }
    report = after
    return waiting
  }

  /// Brings the index of words, which grew in pieces, into one.
  package func finish() async throws {
    try await store.database.write {
      try $0.execute("INSERT INTO generation_text (generation_text) VALUES ('optimize')")
    }
  }
}

/// One transaction of an import.
private struct ImportTransaction {
  private let writer: GenerationWriter
  private let source: String
  private let user: String
  private let images: [String: ReceivedImage]
  private let isLast: Bool
  var report: ImportReport
  private(set) var waiting: Set<Int> = []
  private var lengths: [Int64: Int] = [:]
  private var act: Int64?

  init(
    _ writer: GenerationWriter, source: String, user: String, images: [String: ReceivedImage],
    isLast: Bool, report: ImportReport
  ) {
    self.writer = writer
    self.source = source
    self.user = user
    self.images = images
    self.isLast = isLast
    self.report = report
  }

  private var connection: Connection { writer.connection }

  mutating func write(_ rows: ImportedRows) throws {
    let line = rows.line
    if try connection.row("SELECT 1 FROM imported WHERE line_key = ?", line.key) != nil {
      report.known += 1
      return
    }
    if let fault = try taken(line) ?? lacking(line) {
      report.refused.append(fault)
      return
    }
    var parent: ULID?
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
    guard let path = line.image, images[path] == nil else { return nil }
    return .init(
      line: line.number, name: "image", value: path,
      expected: "an image file, by its path from the folder of the lines")
  }

  private func generation(called name: String) throws -> ULID? {
    if let id = ULID(name) {
      return try connection.row("SELECT id FROM generation WHERE id = ?", id)?.ulid("id")
    }
    return try connection.row("SELECT generation FROM imported WHERE name = ?", name)?
      .ulid("generation")
  }

  private mutating func insert(_ rows: ImportedRows, parent: ULID?) throws {
    let (line, id) = (rows.line, rows.id)
    try connection.insert(rows.generation)
    let seq = connection.lastInsertedRowID
    try connection.insert(rows.event)
    try connection.execute(
      "INSERT INTO current_state (generation, state, message) VALUES (?, ?, '')", id,
      line.state.rawValue)
    try connection.insert(
      SealedRow(
        ImportedRows.imported,
        [
          id, writer.now, source, line.key, line.name, parent, parent == nil ? line.parent : nil,
          line.rest,
        ]))
    try insertCast(of: rows)
    if let parent { try EdgeWriter(connection).add([parent], to: seq) }
    if !line.tags.isEmpty {
      let act = try act ?? newAct()
      self.act = act
      for tag in line.tags {
        try connection.insert(
          into: "annotation",
          ["generation": id, "position": 0, "kind": "tag", "name": tag, "act": act, "value": 1])
      }
    }
    if let image = line.image.flatMap({ images[$0] }) {
      try writer.output(image, position: 1, of: id)
    }
    try SearchIndex(connection).add(rows.words, at: seq)
    lengths[seq] = rows.words.length
  }

  private func insertCast(of rows: ImportedRows) throws {
    for (index, handle) in rows.line.cast.enumerated() {
      let asset = try connection.row(
        "SELECT id, kind, name FROM asset WHERE handle_key = ?", handle.key)
      try connection.insert(
        SealedRow(
          ImportedRows.castMember,
          [
            rows.id, index + 1, try asset?.ulid("id") ?? ULID.unknownAsset, handle.text,
            try asset?.text("kind") ?? "character", handle.text, "", "[]",
          ]))
    }
  }

  private func newAct() throws -> Int64 {
    try connection.insert(
      into: "annotation_act", ["at": writer.now, "who": user, "undoes": nil])
    return connection.lastInsertedRowID
  }

  func finish() throws { try SearchIndex(connection).keepLengths(lengths) }
}
