internal import Foundation
internal import TroupeVocabulary

/// The prompt for several pictures in one, from `CWords/Words/sheets.json`.
package struct SheetTemplate: Sendable {
  private let sheet: String
  private let panel: String

  /// The one that ships with the library.
  package init() {
    let file = try? JSONDecoder().decode(File.self, from: WordFile.data("sheets"))
    sheet = file?.sheet ?? "{columns}×{rows}:"
    panel = file?.panel ?? "{number}: {prompt}"
  }

  private struct File: Decodable { let sheet, panel: String }

  /// The prompt for a grid with a panel for each of `prompts`, row by row.
  package func prompt(_ prompts: [String], columns: Int, rows: Int) -> String {
    let head = sheet.filled(["columns": "\(columns)", "rows": "\(rows)"])
    let panels = prompts.enumerated().map { index, prompt in
      panel.filled(["number": "\(index + 1)", "prompt": prompt])
    }
    return ([head] + panels).joined(separator: "\n\n")
  }
}
