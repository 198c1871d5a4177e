import Foundation
import Troupe

/// Imports pictures of other tools, and tells of it.
struct PictureImport {
  let paths: [URL]
  let global: GlobalOptions

  /// Between two looks at watched folders.
  private static let pause: Duration = .seconds(2)
  /// Refused files and suggestions that are told one by one.
  private static let mostTold = 20

  func run(_ library: Library, isWatching: Bool) async throws {
    guard isWatching else {
      let report = try await once(library)
      if report.refused.count == 1, report.isEmpty { throw report.refused[0].error }
      try await tell(report, library)
      return try report.check()
    }
    try await tell(once(library, settled: Self.pause), library)
    global.console.say("Watching. Control-C ends it.")
    while (try? await Task.sleep(for: Self.pause)) != nil {
      let report = try await library.importPictures(paths, settled: Self.pause)
      if report.imported > 0 { try await tell(report, library) }
    }
  }

  private func once(
    _ library: Library, settled: Duration = .zero
  ) async throws -> PictureImportReport {
    let bar = global.console.progress("Importing")
    defer { bar.end() }
    return try await library.importPictures(paths, settled: settled) { bar.show($0) }
  }

  private func tell(_ report: PictureImportReport, _ library: Library) async throws {
    try global.console.document(Document(report))
    if report.imported > 0 {
      await Hooks(library: library.folder, console: global.console)
        .run(.afterImport, Document(report))
    }
    for one in report.refused.prefix(Self.mostTold) {
      global.console.say("\("Warning:", .bad) \(one.file) was not taken: \(one.error.sentence)")
    }
    if report.refused.count > Self.mostTold {
      global.console.say("… and \(report.refused.count - Self.mostTold) more.")
    }
    var facts = ["\(report.imported.of("picture")) imported"]
    if !report.tools.isEmpty {
      let tools = report.tools.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      facts[0] += " (\(tools.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")))"
    }
    if report.withoutPrompt > 0 { facts.append("\(report.withoutPrompt) without a prompt") }
    if report.known > 0 { facts.append("\(report.known) here already") }
    if report.others > 0 { facts.append("\(report.others.of("file")) passed over: no images") }
    if report.refused.count > 0 { facts.append("\(report.refused.count.of("file")) not taken") }
    if report.orphans > 0 {
      facts.append("\(report.orphans) made from pictures that are not here")
    }
    if report.suggestions.count > 0 {
      facts.append("\(report.suggestions.count) name a file that they were made from")
    }
    global.console.print(.init("\(facts.joined(separator: ", "))."))
  }

  /// The report as JSON.
  private struct Document: Encodable {
    struct Refused: Encodable {
      let file: String
      let error: String
      let message: String
    }

    let imported: Int
    let known: Int
    let withoutPrompt: Int
    let tools: [String: Int]
    let others: Int
    let orphans: Int
    let suggestions: [PictureImportReport.Suggestion]
    let refused: [Refused]

    init(_ report: PictureImportReport) {
      imported = report.imported
      known = report.known
      withoutPrompt = report.withoutPrompt
      tools = report.tools
      others = report.others
      orphans = report.orphans
      suggestions = report.suggestions
      refused = report.refused.map {
        Refused(file: $0.file, error: $0.error.code, message: $0.error.sentence)
      }
    }
  }
}

extension PictureImportReport {
  /// Whether nothing was found but what was refused.
  fileprivate var isEmpty: Bool { imported + known + others == 0 }

  /// - Throws: `CatalogError.noneAdded`, `CatalogError.someRefused` for files that were not taken.
  fileprivate func check() throws {
    guard !refused.isEmpty else { return }
    let taken = imported + known
    throw taken == 0
      ? TroupeError.catalog(.noneAdded(refused))
      : TroupeError.catalog(.someRefused(refused.count, of: taken + refused.count))
  }
}
