import Foundation

/// The documentation catalog of the module Troupe, as the tests of its pages read it.
enum Articles {
  /// The catalog's folder.
  static let folder = "Sources/Troupe/Troupe.docc"

  /// The text of one page.
  static func text(_ name: String) throws -> String {
    try Repository.text("\(folder)/\(name).md")
  }

  /// Names of its pages.
  static func names() throws -> [String] {
    try Repository.files().filter { $0.hasPrefix("\(folder)/") && $0.hasSuffix(".md") }
      .map { String($0.dropFirst(folder.count + 1).dropLast(3)) }
  }

  /// The rows of all tables of a page, cell by cell, without their heads.
  static func rows(of name: String) throws -> [[String]] {
    let lines = try text(name).components(separatedBy: "\n")
    return zip(lines, lines.dropFirst()).filter { line, next in
      line.hasPrefix("| ") && !next.hasPrefix("|--")
    }.map { line, _ in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// What stands between backticks in `text`.
  static func code(in text: some StringProtocol) -> [String] {
    String(text).matches(of: /`+([^`\n]+)`+/).map { String($0.1) }
  }
}
