/// Puts snippets and variables into a prompt: `%ink-night` becomes the words called so, `{place}` a value. `\%` and `\{`
/// are plain, and so is a `%` or `{` that begins no name, and `{{place}}`.
struct PromptExpansion {
  private let snippets: [String: String]
  private let variables: [String: String]
  private let place: TextPlace?
  /// Snippets that were put in before, as they came out.
  private var done: [String: String] = [:]

  /// The most characters that a prompt may come to.
  static let mostCharacters = 100_000

  /// - Parameter place: where the prompt stands, for errors.
  init(snippets: [String: String], variables: [String: String], place: TextPlace? = nil) {
    self.snippets = snippets
    self.variables = variables
    self.place = place
  }

  /// Whether there may be anything to put in.
  static func isNeeded(_ prompt: String) -> Bool { prompt.contains { $0 == "%" || $0 == "{" } }

  /// `prompt` with all put in.
  /// - Throws: `SceneError` for a name that is not known, a ring of snippets, and too many words.
  func expand(_ prompt: String) throws -> String {
    guard Self.isNeeded(prompt) else { return prompt }
    var expansion = self
    return try expansion.expand(prompt, in: [])
  }

  private mutating func expand(_ text: String, in names: [String]) throws -> String {
    var (result, rest, previous) = ("", text[...], Character(" "))
    while let character = rest.popFirst() {
      var piece = String(character)
      let isInWord = previous.isLetter || previous.isNumber
      if character == "\\", let next = rest.first, next == "%" || next == "{" {
        rest.removeFirst()
        piece = String(next)
      } else if character == "%", !isInWord, let name = snippetName(rest) {
        rest = rest.dropFirst(name.count)
        piece = try snippet(String(name), in: names)
      } else if character == "{", previous != "{", let name = Self.variableName(rest) {
        rest = rest.dropFirst(name.count + 1)
        piece = try variable(String(name))
      }
      result += piece
      previous = piece.last ?? previous
      // Every piece is at most so long, so that nothing grows beyond twice the bound.
      if result.utf8.count > Self.mostCharacters {
        throw error(.promptTooLong(place, bound: Self.mostCharacters))
      }
    }
    return result
  }

  private mutating func snippet(_ name: String, in names: [String]) throws -> String {
    if let text = done[name] { return text }
    if let start = names.firstIndex(of: name) {
      throw error(.snippetRing(place, names: names[start...] + [name]))
    }
    guard let text = snippets[name] else {
      throw error(.unknownSnippet(place, name: name, nearest: Self.nearest(name, snippets)))
    }
    let expanded = try expand(text, in: names + [name])
    done[name] = expanded
    return expanded
  }

  private func variable(_ name: String) throws -> String {
    guard let value = variables[name] else {
      throw error(.unknownVariable(place, name: name, nearest: Self.nearest(name, variables)))
    }
    return value
  }

  /// The name at the beginning of `rest`. In a script without spaces, where a name runs into the words behind it, it is
  /// the longest that is known.
  private func snippetName(_ rest: Substring) -> Substring? {
    guard rest.first?.isLetter == true else { return nil }
    var name = rest.prefix(while: Self.isNamed)
    while let last = name.last, last == "-" || last == "_" { name.removeLast() }
    if snippets[String(name)] != nil { return name }
    for count in stride(from: min(name.count, 64) - 1, to: 0, by: -1) {
      let start = name.prefix(count)
      let next = name[start.endIndex...].unicodeScalars.first
      if next?.isWrittenWithoutSpaces == true, snippets[String(start)] != nil { return start }
    }
    return name.prefix(64)
  }

  private static func variableName(_ rest: Substring) -> Substring? {
    guard rest.first?.isLetter == true else { return nil }
    let name = rest.prefix(while: isNamed)
    return rest[name.endIndex...].first == "}" && name.count <= 64 ? name : nil
  }

  /// Whether a snippet can be called so.
  static func isName(_ name: String) -> Bool {
    name.first?.isLetter == true && (1...64).contains(name.count) && name.allSatisfy(isNamed)
      && name.last.map { $0.isLetter || $0.isNumber } == true
  }

  private static func isNamed(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  private static func nearest(_ name: String, _ known: [String: String]) -> [String] {
    Spelling.nearest(to: name, among: known.keys)
  }

  private func error(_ error: SceneError) -> TroupeError { .scene(error) }
}
