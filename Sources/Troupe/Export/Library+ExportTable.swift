public import Foundation
internal import TroupeStorage

extension Library {
  /// Writes what is recorded of generations as a table: for a spreadsheet, or for another library to import.
  ///
  /// A comma-separated cell that a spreadsheet would take for a formula, as every prompt that begins with `@`, is led by an
  /// apostrophe. JSON Lines hold every text as it is.
  /// - Parameters:
  ///   - query: which; an empty one for all. <doc:SearchLanguage> tells how queries are written.
  ///   - file: the file to make.
  ///   - table: its form.
  ///   - replacing: whether a file of this name is replaced.
  ///   - onEvent: is told how many generations were written; the total is the number of those that were found so far.
  /// - Returns: how many generations were written, and what of the query was not understood.
  /// - Throws: as `search(_:limit:after:)`; `LibraryError.file`, `LibraryError.diskFull`.
  @concurrent public func exportTable(
    _ query: String, to file: URL, as table: ExportedTable, replacing: Bool = false,
    onEvent: @Sendable (WorkEvent) -> Void = { _ in }
  ) async throws -> (count: Int, notes: [String]) {
    try NewFiles.refuse(file, within: folder)
    if !replacing { try NewFiles.refuse([file]) }
    let lines = try GrowingFile(at: file.absoluteURL.path)
    if table == .csv { try lines.append(Data(GenerationLine.header.utf8)) }
    var (count, notes, cursor) = (0, [String](), String?.none)
    repeat {
      try Task.checkCancellation()
      let page = try await search(query, limit: Self.generationsAtOnce, after: cursor)
      if cursor == nil { notes = page.notes }
      let all = try await ExportedGeneration.read(page.generations.map(\.id), in: services)
      var bytes = Data()
      for one in all {
        bytes +=
          table == .csv
          ? Data(GenerationLine(one).row.utf8) : try one.line() + Data("\n".utf8)
      }
      try lines.append(bytes)
      count += all.count
      onEvent(.advanced(done: count, total: page.total ?? count))
      cursor = page.next
    } while cursor != nil
    try lines.finish(replacing: replacing)
    return (count, notes)
  }
}

extension GenerationLine {
  /// The names of the columns.
  fileprivate static let header = CommaSeparated.row([
    "id", "created_at", "state", "model", "provider", "prompt", "negative_prompt", "cast", "tags",
    "seed", "parent", "width", "height", "digest", "cost_usd", "rating", "member",
  ])

  fileprivate var row: String {
    CommaSeparated.row([
      id, CanonicalJSON.text(of: createdAt), state,
      model, provider, prompt, negativePrompt ?? "", cast.joined(separator: " "),
      tags.joined(separator: " "), text(seed), parent ?? "", text(width), text(height),
      digest ?? "", text(costUSD), text(rating), member ?? "",
    ])
  }

  private func text(_ value: (some CustomStringConvertible)?) -> String {
    value.map { "\($0)" } ?? ""
  }
}
