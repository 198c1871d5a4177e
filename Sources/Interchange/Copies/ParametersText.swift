/// A text in the form of AUTOMATIC1111: prompt, negative prompt, and a line of facts.
package struct ParametersText: Sendable, Hashable {
  /// The text.
  package let text: String
  /// What the form cannot say as it is, in short sentences.
  package let notes: [String]
  /// Those of them that tell of changed words, and not of facts.
  package let notesOnPrompt: [String]

  /// How many pairs make readers take the last line for facts.
  private static let fewest = 3
  /// The titles that start another part wherever a line starts with them.
  private static let titles = ["Negative prompt:", "Negative template:", "Template:"]
  /// The names by which readers know the form.
  private static let signs: Set<String> = [
    "Steps", "Seed", "Sampler", "CFG scale", "Guidance Scale", "Model hash",
  ]

  /// Composes a text.
  ///
  /// - Parameters:
  ///   - prompt: What was asked for; blanks around it are left out.
  ///   - negative: What the picture should not show.
  ///   - facts: Names and values in their order, as `("Steps", "20")`; at least three, and one of
  ///     them Steps, Seed or Sampler, for every reader to find them.
  package init(prompt: String, negative: String?, facts: [(String, String)]) {
    var notes: [String] = []
    let prompt = Self.withoutTitles(prompt, isNegative: false, &notes)
    let negative = negative?.nonBlank.map { Self.withoutTitles($0, isNegative: true, &notes) }
    notesOnPrompt = notes
    let line = Self.line(facts, &notes)
    var parts = [prompt, negative.map { "Negative prompt: \($0)" } ?? "", line]
    parts.removeAll { $0.isEmpty }
    if line.isEmpty, Self.isMisread(parts) { parts.append("Negative prompt:") }
    text = parts.joined(separator: "\n")
    self.notes = notes
  }

  /// Whether readers take the last line for facts, or all of it for JSON.
  private static func isMisread(_ parts: [String]) -> Bool {
    let last = parts.last?.split(separator: "\n").last ?? ""
    return PairLine(last).count >= fewest || parts.first?.hasPrefix("{") == true
  }

  /// A part whose lines no reader takes for the start of another part.
  private static func withoutTitles(
    _ text: String, isNegative: Bool, _ notes: inout [String]
  ) -> String {
    let lines = text.trimmed.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n" || $0 == "\r"
    }
    let safe = lines.enumerated().map { index, line -> String in
      // Readers compare scalars, not letters with their accents, and pass over control characters.
      let start = line.unicodeScalars.drop { $0.properties.isWhitespace || $0.value < 0x20 }
      let isFirst = isNegative && index == 0
      guard !isFirst, let title = titles.first(where: { start.starts(with: $0.unicodeScalars) })
      else { return String(line) }
      notes.append(
        "A line of the prompt starts with “\(title)”; it was written “\(title.lowercased())”, as "
          + "readers would take it for another part.")
      return title.lowercased() + String(start.dropFirst(title.unicodeScalars.count))
    }
    return safe.joined(separator: "\n")
  }

  private static func line(_ facts: [(String, String)], _ notes: inout [String]) -> String {
    var pairs: [String] = []
    var names: Set<String> = []
    for (name, value) in facts {
      guard let safe = FactName(name) else {
        notes.append(
          "The fact “\(CopyReport.shown(name))” was left out: the form has no such name.")
        continue
      }
      if safe.text != name { notes.append("The fact “\(name)” was written “\(safe.text)”.") }
      names.insert(safe.text)
      pairs.append("\(safe.text): \(quoted(value))")
    }
    guard let last = pairs.last else { return "" }
    if names.isDisjoint(with: signs) {
      notes.append("No fact is named Steps, Seed or Sampler; some readers will not know the form.")
    }
    if pairs.count < fewest {
      notes.append("The last fact stands more than once: readers ask for \(fewest) of them.")
      pairs += Array(repeating: last, count: fewest - pairs.count)
    }
    return pairs.joined(separator: ", ")
  }

  /// A value as it is, or as a string of JSON where it holds what could end it or be taken for
  /// a string, list or object.
  private static func quoted(_ value: String) -> String {
    let isPlain =
      value == value.trimmed && !value.isEmpty
      && value.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && ![",", ":", "\""].contains(scalar)
      }
    return isPlain ? value : LooseJSON.string(value).written
  }
}

/// A name that readers of the form of AUTOMATIC1111 find: letters, digits, `_`, and after the first
/// one blanks, `-` and `/`; at least two of them.
private struct FactName {
  private static let longest = 100
  let text: String

  init?(_ name: String) {
    let safe = name.trimmed.flatMapped { scalar in
      let isAllowed =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || ["_", " ", "-", "/"].contains(scalar)
      return isAllowed ? String(Character(scalar)) : "-"
    }
    let start = safe.drop { ["-", "/", " "].contains($0) }
    guard start.unicodeScalars.count > 1, start.utf8.count <= Self.longest else { return nil }
    text = String(start)
  }
}
