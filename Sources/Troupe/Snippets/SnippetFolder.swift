internal import Foundation
internal import TroupePreparing

/// The folder `snippets` of a library or near a scene: words by the names of its `.txt` files.
struct SnippetFolder {
  let folder: URL

  /// The most bytes of one, and the most files.
  static let mostBytes = 100_000
  private static let mostFiles = 1000

  init(in parent: URL) { folder = parent.appending(path: "snippets") }

  /// All of them, without the line end at the end of their files. What cannot be a name is left aside.
  /// - Throws: `SceneError` for a file that is too large or no UTF-8; `LibraryError.unreadableFile`.
  func all() throws -> [String: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var all: [String: String] = [:]
    for name in names.filter({ $0.hasSuffix(".txt") }).sorted().prefix(Self.mostFiles) {
      let snippet = String(name.dropLast(4)).precomposedStringWithCanonicalMapping
      all[snippet] = try text(of: folder.appending(path: name))
    }
    return all
  }

  /// Where the words of `name` stand.
  func file(of name: String) -> URL { folder.appending(path: "\(name).txt") }

  private func text(of file: URL) throws -> String {
    let path = try file.localPath()
    guard let facts = path.facts, facts.st_mode & S_IFMT == S_IFREG else { return "" }
    guard facts.st_size <= Self.mostBytes else {
      throw TroupeError.scene(
        .tooLarge(file: "\(path)", found: "\(facts.st_size) bytes", bound: "\(Self.mostBytes)"))
    }
    let bytes = facts.st_size == 0 ? Data() : try ImageFile.read(path)
    let text = try SceneText(bytes, name: "\(path)").text
    return text.trimmingCharacters(in: .newlines)
  }
}
