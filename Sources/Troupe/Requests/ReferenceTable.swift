public import Foundation
internal import TroupePreparing
internal import TroupeVocabulary

/// A table of what is to be said of references, as CSV: one line for each.
///
/// The first line names the columns: `reference` (digits of a digest) or `file` (the name of the file that it came
/// from), and any of `look`, `view`, `caption`, `tags`, `pin`. Commas, semicolons or tabs separate them. An empty cell leaves a
/// value as it is; `-` takes it away.
public struct ReferenceTable: Sendable, Hashable {
  /// What its lines say, each with the name of the table and the line as its place.
  public let changes: [ReferenceChange]

  /// The most bytes of a table.
  public static let longest = 16 << 20

  private enum Column: String, CaseIterable {
    case reference, file, look, view, caption, tags, pin
  }

  /// Reads a table.
  /// - Parameters:
  ///   - csv: the file, in UTF-8.
  ///   - name: what it is called, for errors.
  ///   - asset: the asset whose references they are; `nil` for any.
  /// - Throws: `TroupeError.invalidValue`, which names the line, for what is no such table.
  public init(csv: Data, name: String, of asset: Handle? = nil) throws {
    guard csv.count <= Self.longest, let text = String(validating: csv, as: UTF8.self) else {
      throw TroupeError.invalidValue(
        name: "table", value: name,
        expected: "a table is text in UTF-8 of at most \(Self.longest >> 20) MiB")
    }
    let records = try Self.records(in: text, name)
    guard let head = records.first else {
      throw TroupeError.invalidValue(name: "table", value: name, expected: "it is empty")
    }
    let columns = try Self.columns(head, name)
    changes = try records.dropFirst().map { try Self.change($0, columns, name, asset) }
  }

  /// Reads the table in `file`, called by its path in errors.
  /// - Parameters:
  ///   - file: a file of at most `longest` bytes.
  ///   - asset: the asset whose references they are; `nil` for any.
  /// - Throws: `LibraryError.noFile`, `LibraryError.unreadableFile`; `TroupeError.invalidValue` for what is no such table.
  public init(contentsOf file: URL, of asset: Handle? = nil) throws {
    let path = try file.localPath()
    guard let facts = path.facts else { throw TroupeError.library(.noFile(path: "\(path)")) }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= Self.longest else {
      throw TroupeError.invalidValue(
        name: "table", value: "\(path)",
        expected: "a table is a file of at most \(Self.longest >> 20) MiB")
    }
    let bytes = facts.st_size == 0 ? Data() : try ImageFile.read(path)
    try self.init(csv: bytes, name: "\(path)", of: asset)
  }

  private static func records(
    in text: String, _ name: String
  ) throws -> [SeparatedValues.Record] {
    do {
      return try SeparatedValues(text).records
    } catch {
      throw fault(name, error.line, String(error.cell.prefix(40)), "its quote does not end")
    }
  }

  private static func columns(
    _ head: SeparatedValues.Record, _ name: String
  ) throws -> [Column] {
    let columns = try head.cells.map { cell in
      let word = cell.trimmingCharacters(in: .whitespaces).lowercased()
      guard let column = Column(rawValue: word) else {
        let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault(name, head.line, cell, "columns are \(known)")
      }
      return column
    }
    guard Set(columns).count == columns.count,
      !Set(columns).isDisjoint(with: [.reference, .file])
    else {
      throw fault(
        name, head.line, head.cells.joined(separator: ","),
        "it has each column once, and reference or file among them")
    }
    return columns
  }

  private static func change(
    _ record: SeparatedValues.Record, _ columns: [Column], _ name: String, _ asset: Handle?
  ) throws -> ReferenceChange {
    guard record.cells.count <= columns.count else {
      throw fault(
        name, record.line, record.cells.joined(separator: ","),
        "it has \(record.cells.count.counted("cell")); the first line names \(columns.count)")
    }
    var cells: [Column: String] = [:]
    for (column, cell) in zip(columns, record.cells) {
      let text = cell.trimmingCharacters(in: .whitespaces)
      if !text.isEmpty { cells[column] = text }
    }
    guard let reference = cells[.reference] ?? cells[.file] else {
      throw fault(name, record.line, "", "it names no reference")
    }
    var details = ReferenceDetails()
    func said(_ column: Column) -> String? { cells[column].map { $0 == "-" ? "" : $0 } }
    details.look = said(.look)
    details.view = said(.view).map(View.init(rawValue:))
    details.caption = said(.caption)
    details.tags = said(.tags).map { text in
      text.split(whereSeparator: ";,；，、".contains).map { $0.trimmingCharacters(in: .whitespaces) }
    }
    details.isPinned = try cells[.pin].map { try pin($0, name, record.line) }
    return ReferenceChange(
      reference, of: asset, details, place: "\(name), line \(record.line)")
  }

  private static func pin(_ word: String, _ name: String, _ line: Int) throws -> Bool {
    switch word.lowercased() {
    case "yes", "true", "1", "pinned", "x": true
    case "no", "false", "0", "-": false
    default: throw fault(name, line, word, "a pin is yes or no")
    }
  }

  private static func fault(
    _ name: String, _ line: Int, _ value: String, _ expected: String
  ) -> TroupeError {
    .invalidValue(name: "\(name), line \(line)", value: value, expected: expected)
  }
}
