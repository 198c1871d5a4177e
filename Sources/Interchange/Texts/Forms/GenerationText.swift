/// A text in the layout of AUTOMATIC1111, cut into its parts.
struct GenerationText {
  /// The lines before the negative prompt.
  private(set) var prompt = ""
  /// The negative prompt; nil without its line.
  private(set) var negativePrompt: String?
  /// What SD.Next tells under titles of their own, as `Template`.
  private(set) var sections: [String: String] = [:]
  /// The pairs of the last line; empty where the last line has none.
  private(set) var values: [String: String] = [:]
  /// Whether some pairs were left out.
  private(set) var isCut = false

  init(_ text: String) {
    var lines = text.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n" || $0 == "\r"
    }
    while let last = lines.last, last.nonBlank == nil { lines.removeLast() }
    if let last = lines.last {
      let line = PairLine(last)
      // Fewer pairs are likely words of the prompt.
      if line.count >= 3 {
        (values, isCut) = (line.values, line.isCut)
        lines.removeLast()
      }
    }
    sort(lines)
  }

  private mutating func sort(_ lines: [Substring]) {
    let titles = ["Negative prompt:", "Negative template:", "Template:"]
    var parts: [String: [Substring]] = [:]
    var current = ""
    for line in lines {
      let start = line.drop(while: \.isWhitespace)
      if let title = titles.first(where: { start.hasPrefix($0) }) {
        current = title
        parts[current, default: []].append(start.dropFirst(title.count))
      } else {
        parts[current, default: []].append(line)
      }
    }
    let texts = parts.mapValues { $0.joined(separator: "\n").trimmed }
    prompt = texts[""] ?? ""
    negativePrompt = texts["Negative prompt:"]
    for title in titles.dropFirst() {
      if let text = texts[title] { sections[String(title.dropLast())] = text }
    }
  }
}
