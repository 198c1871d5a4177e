internal import Foundation
internal import TroupeStorage

extension Library {
  /// The words that stand for `%name` in prompts, by name: the files `snippets/NAME.txt` of the library, and what its
  /// settings and the user's have in `[snippets]`. A file goes before settings.
  /// - Throws: `SceneError` for a file that is no UTF-8 or too large; `LibraryError.unreadableFile`.
  @concurrent public func snippets() async throws -> [String: String] { try allSnippets() }

  /// The words that stand for `%name`, as they are kept.
  /// - Throws: `SceneError.unknownSnippet` with the nearest names, and what `snippets` throws.
  @concurrent public func snippet(_ name: String) async throws -> String {
    let (name, all) = (name.precomposedStringWithCanonicalMapping, try allSnippets())
    guard let words = all[name] else { throw Self.unknown(name, among: all) }
    return words
  }

  /// Keeps `words` as the snippet `name`, in place of what it was.
  /// - Parameters:
  ///   - name: 1 to 64 letters, digits, `-` and `_`, first a letter.
  ///   - words: up to 100,000 bytes; they may hold further snippets, and variables.
  /// - Throws: `TroupeError.invalidValue` for another name or for more words; `LibraryError.file`,
  ///   `LibraryError.diskFull`.
  @concurrent public func setSnippet(_ name: String, to words: String) async throws {
    let name = name.precomposedStringWithCanonicalMapping
    guard PromptExpansion.isName(name) else {
      throw TroupeError.invalidValue(
        name: "snippet", value: String(name.prefix(80)),
        expected: "its name has 1 to 64 letters, digits, '-' and '_', and begins with a letter")
    }
    guard words.utf8.count <= SnippetFolder.mostBytes else {
      throw TroupeError.invalidValue(
        name: "snippet", value: name, expected: "it has at most \(SnippetFolder.mostBytes) bytes")
    }
    let folder = SnippetFolder(in: self.folder)
    try DurableFile.makeFolder(folder.folder.path)
    try DurableFile.write(Data((words + "\n").utf8), to: folder.file(of: name).path, mode: 0o644)
  }

  /// Removes the file of the snippet `name`. What was made with it keeps its words.
  /// - Throws: `SceneError.unknownSnippet` where there is no such file; `LibraryError.file`.
  @concurrent public func removeSnippet(_ name: String) async throws {
    let name = name.precomposedStringWithCanonicalMapping
    let folder = SnippetFolder(in: self.folder)
    let known = try folder.all()
    guard known[name] != nil else { throw Self.unknown(name, among: known) }
    do {
      try FileManager.default.removeItem(at: folder.file(of: name))
    } catch {
      throw TroupeError.cannot("remove", folder.file(of: name).path, error)
    }
  }

  /// `prompt` with the library's snippets and `variables` put in.
  /// - Throws: `SceneError`, as `PromptExpansion` does.
  func expanded(_ prompt: String, _ variables: [String: String]) throws -> String {
    guard PromptExpansion.isNeeded(prompt) else { return prompt }
    return try PromptExpansion(snippets: allSnippets(), variables: variables).expand(prompt)
  }

  private static func unknown(_ name: String, among known: [String: String]) -> TroupeError {
    let near = Spelling.nearest(to: String(name.prefix(64)), among: known.keys)
    return .scene(.unknownSnippet(nil, name: name, nearest: near))
  }

  private func allSnippets() throws -> [String: String] {
    try settings.snippets.merging(SnippetFolder(in: folder).all()) { _, file in file }
  }
}
