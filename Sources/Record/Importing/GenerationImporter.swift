package import Foundation
internal import TroupeCatalog
internal import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Writes generations that were made elsewhere, many in one transaction.
package struct GenerationImporter: Sendable {
  let store: GenerationStore
  private let member: String

  /// Writes to `store` what `member` imports.
  package init(_ store: GenerationStore, by member: String) {
    self.store = store
    self.member = member
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
        lines.flatMap { line -> [String] in
          if case .rows(let rows) = line { rows.line.images } else { [] }
        })
    }
  }

  /// The assets that handles call today.
  package func assets() async throws -> [Handle: ImportedRows.Asset] {
    try await store.database.read { connection in
      Dictionary(
        try connection.rows("SELECT id, handle, kind FROM asset").map {
          (try $0.handle("handle"), .init(id: try $0.ulid("id"), kind: try $0.text("kind")))
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Reads lines of a file, by both processors.
  /// - Parameters:
  ///   - lines: where each stands in `file`, with its number from 1.
  ///   - form: what generations of a model have in common.
  package func read(
    _ lines: [JSONLines.Line], of file: Data, assets: [Handle: ImportedRows.Asset],
    form: @Sendable @escaping (String) throws -> ImportedForm
  ) async throws -> Batch {
    let now = store.now()
    let half = (lines.count + 1) / 2
    @Sendable func part(_ lines: ArraySlice<JSONLines.Line>) throws -> Batch {
      var (all, forms): ([Read], [String: ImportedForm]) = ([], [:])
      var handles: [String: Handle] = [:]
      for (number, range) in lines {
        let bytes = file[file.startIndex + range.lowerBound..<file.startIndex + range.upperBound]
        do {
          let line = try ImportedLine(
            bytes, number: number, key: Self.key(bytes), handles: &handles)
          let known = try forms[line.model] ?? form(line.model)
          forms[line.model] = known
          all.append(
            .rows(
              try ImportedRows(
                line, by: member, at: now, entropy: store.newEntropy(), form: known,
                assets: assets)))
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

  /// A batch of what is told of by files of images.
  package func batch(
    _ lines: [ImportedLine], assets: [Handle: ImportedRows.Asset],
    form: (String) throws -> ImportedForm
  ) throws -> Batch {
    let now = store.now()
    var forms: [String: ImportedForm] = [:]
    let rows = try lines.map { line in
      let known = try forms[line.model] ?? form(line.model)
      forms[line.model] = known
      return Read.rows(
        try ImportedRows(
          line, by: member, at: now, entropy: store.newEntropy(), form: known, assets: assets))
    }
    return Batch(lines: rows, forms: forms)
  }

  private static func key(_ bytes: Data) -> Int64 {
    Int64(bitPattern: Digest(hashing: bytes).beginning)
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
    let (member, before) = (member, report)
    let (after, waiting) = try await store.write { writer in
      var work = ImportTransaction(
        writer, source: source, member: member, images: images, isLast: isLast, report: before)
      try writer.connection.withRoom(forBytes: Self.room) {
        for form in batch.forms.values { _ = try writer.insert(form.profile) }
        try SearchIndex(writer.connection).inBulk {
          for line in batch.lines {
            switch line {
            case .refused(let refused): work.report.refused.append(refused)
            case .rows(let rows): try work.write(rows)
            }
          }
        }
        try work.finish()
      }
      return (work.report, work.waiting)
    }
    report = after
    return waiting
  }

  /// Bytes of pages that a transaction changes, as good as always: they are written once then.
  private static let room = 96 << 20

  /// Brings the index of words, which grew in pieces, into one.
  package func finish() async throws {
    try await store.database.write {
      try $0.execute("INSERT INTO generation_text (generation_text) VALUES ('optimize')")
    }
  }
}
