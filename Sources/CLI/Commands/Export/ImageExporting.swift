import Foundation
import Troupe

/// Exports images or a table, and tells of it.
struct ImageExporting {
  let what: [String]
  let copies: ExportArguments
  let global: GlobalOptions

  /// Images that are told one by one on a terminal.
  private static let mostTold = 20

  private var query: String { what.joined(separator: " ") }

  func run(_ library: Library) async throws {
    guard let target = copies.target else { return }
    if case .table(let file, let table) = target {
      return try await write(table, to: file, library)
    }
    let images = try await images(in: library)
    if images.isEmpty {
      try global.console.document(ImageExportDocument(ImageExportReport()))
      return global.console.say("Nothing found, so nothing was written.")
    }
    let people = try await library.likenessWarnings(
      in: Array(Set(images.map(\.generation))))
    global.console.warn(of: people)
    let export = try copies.export()
    let bar = global.console.progress("Exporting")
    defer { bar.end() }
    let report =
      switch target {
      case .book(let file, let book):
        try await library.exportBook(
          images, title: copies.title, to: file, as: book, pages: export
        ) { bar.show($0) }
      case .folder(let folder), .table(let folder, _):
        try await library.exportImages(images, to: folder, as: export) { bar.show($0) }
      }
    bar.end()
    try tell(report)
  }

  /// What the arguments name, else what answers to them as a query.
  private func images(in library: Library) async throws -> [OutputID] {
    if what.allSatisfy(\.looksLikeName) {
      do {
        return try await library.images(called: what.map { ImageName($0) })
      } catch let error as TroupeError {
        guard case .request(.unknownGeneration) = error,
          !what.contains(where: { $0.contains("/") || $0.hasPrefix("@") })
        else { throw error }
      }
    }
    let found = try await library.images(answering: query)
    for note in found.notes { global.console.say("\("Warning:", .bad) \(note)") }
    return found.images
  }

  private func write(
    _ table: ExportedTable, to file: URL, _ library: Library
  ) async throws {
    let bar = global.console.progress("Exporting")
    defer { bar.end() }
    let written = try await library.exportTable(
      query, to: file, as: table, replacing: copies.replace
    ) { bar.show($0) }
    bar.end()
    for note in written.notes { global.console.say("\("Warning:", .bad) \(note)") }
    try global.console.document(
      ExportedTableDocument(file: file.path, generations: written.count))
    global.console.print("\(file.path)")
    global.console.say("\(written.count.of("generation")) written.")
  }

  private func tell(_ report: ImageExportReport) throws {
    try global.console.document(ImageExportDocument(report))
    for one in report.refused.prefix(Self.mostTold) {
      global.console.say(
        "\("Warning:", .bad) \(one.image) was not written: \(one.error.sentence)")
    }
    var seen: Set<String> = []
    for image in report.images where seen.insert(image.file).inserted {
      global.console.print("\(image.file)")
    }
    count("marks", report.images.map(\.marks), "carry")
    count("removed", report.images.map(\.removed), "taken out")
    count("notes", report.images.map(\.notes), "noted")
    global.console.say("\(report.images.count.of("image")) written.")
    guard let first = report.refused.first else { return }
    throw report.images.isEmpty && report.refused.count == 1
      ? first.error
      : TroupeError.catalog(
        .someRefused(report.refused.count, of: report.images.count + report.refused.count))
  }

  /// What is equal of many images is told once, with their number.
  private func count(_ name: String, _ facts: [[String]], _ verb: String) {
    var counts: [String: Int] = [:]
    for fact in facts.joined() { counts[fact, default: 0] += 1 }
    for (fact, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
      .prefix(Self.mostTold)
    {
      global.console.say("\(count.of("image")): \(verb) \(fact)")
    }
  }
}

/// What `export` answers in `--json`.
private struct ImageExportDocument: Encodable {
  struct Refused: Encodable {
    let image: OutputID
    let error: String
    let message: String
  }

  let images: [ImageExportReport.Image]
  let refused: [Refused]

  init(_ report: ImageExportReport) {
    images = report.images
    refused = report.refused.map {
      Refused(image: $0.image, error: $0.error.code, message: $0.error.sentence)
    }
  }
}

private struct ExportedTableDocument: Encodable {
  let file: String
  let generations: Int
}

extension String {
  /// Whether it is written as images are named: `@last~1`, `01K8Z3`, `01K8Z3/2`, `9f3c21`.
  fileprivate var looksLikeName: Bool {
    if hasPrefix("@last") { return true }
    return wholeMatch(of: /[0-9A-Za-z]{4,64}(\/[0-9]+)?/) != nil && contains(where: \.isNumber)
  }
}
