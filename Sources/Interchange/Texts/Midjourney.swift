internal import Foundation

extension ForeignRecord {
  /// Reads the description that Midjourney writes.
  static func midjourney(_ texts: TextSet) -> ForeignRecord? {
    let candidates = [
      texts.text("Description", in: .png), texts.text("dc:description", in: .xmp),
      texts.text("ImageDescription", in: .exif), texts.text("UserComment", in: .exif),
    ]
    let guid =
      texts.text("iptcExt:DigImageGUID", in: .xmp)
      ?? texts.text("Iptc4xmpExt:DigImageGUID", in: .xmp)
    for case .some(let text) in candidates where text.utf8.count <= 16 << 10 {
      let job =
        text.range(of: " Job ID: ", options: .backwards)
        ?? text.range(of: "Job ID: ", options: [.backwards, .anchored])
      guard job != nil || (guid != nil && text.contains(/--(v|ar|niji)\s/)) else { continue }
      var record = ForeignRecord(tool: "Midjourney")
      record.readFlags(text[..<(job?.lowerBound ?? text.endIndex)])
      record.keep("Job ID", job.map { String(text[$0.upperBound...]) })
      record.keep("DigImageGUID", guid)
      record.keep("Author", texts.text("Author", in: .png))
      record.setCreation(texts.text("Creation Time", in: .png))
      return record
    }
    return nil
  }

  private mutating func readFlags(_ text: Substring) {
    let parts = text.split(separator: /(^|\s)--(?=[a-zA-Z])/, omittingEmptySubsequences: false)
    setPrompt(parts.first ?? "")
    for part in parts.dropFirst().prefix(100) {
      let words = part.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard let name = words.first else { continue }
      let value = words.count > 1 ? words[1].trimmed : "true"
      switch name {
      case "seed": setSeed(LooseJSON.seed(value))
      case "no": negativePrompt = value
      default: keep(String(name), value)
      }
    }
    if let version = parameters["v"] ?? parameters["version"] { model = "v\(version)" }
    if let version = parameters["niji"] { model = "niji \(version)" }
  }

  /// Takes the addresses that stand before the words as hints at parents.
  private mutating func setPrompt(_ text: Substring) {
    var rest = text.drop(while: \.isWhitespace)
    while rest.hasPrefix("http://") || rest.hasPrefix("https://") || rest.hasPrefix("<http") {
      let address = rest.prefix { !$0.isWhitespace }
      let path = address.trimmingCharacters(in: ["<", ">"]).prefix { $0 != "?" && $0 != "#" }
      addParent(named: String(path))
      rest = rest.dropFirst(address.count).drop(while: \.isWhitespace)
    }
    prompt = rest.nonBlank
  }

  /// Reads a time as `Mon, 06 Mar 2023 17:43:41 GMT`.
  private mutating func setCreation(_ text: String?) {
    guard let text else { return }
    let pattern = /\w+, (\d\d?) (\w{3})\w* (\d{4}) (\d\d:\d\d:\d\d) (GMT|UTC|\+0000)/
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
    guard text.utf8.count < 100, let match = text.wholeMatch(of: pattern),
      let month = months.firstIndex(of: match.2)
    else {
      createdAt = Self.date(text)
      return
    }
    let pad = { (number: String) in number.count < 2 ? "0\(number)" : "\(number)" }
    createdAt = "\(match.3)-\(pad(String(month + 1)))-\(pad(String(match.1)))T\(match.4)Z"
  }

  /// Reads the name that Midjourney gives a file: user, words of the prompt, and an identifier.
  static func midjourneyFileName(_ fileName: String) -> ForeignRecord? {
    guard fileName.utf8.count <= 400 else { return nil }
    let identifier = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    let pattern = "^(.+?)_(.+)_(\(identifier))(_[0-3])?\\.(png|jpe?g|webp)$"
    guard
      let regex = try? Regex(
        pattern, as: (Substring, Substring, Substring, Substring, Substring?, Substring).self
      )
      .ignoresCase(),
      let match = fileName.wholeMatch(of: regex)
    else { return nil }
    let words = match.output.2.split(separator: "_")
    guard words.count >= 2 else { return nil }
    var record = ForeignRecord(tool: "Midjourney")
    record.prompt = words.joined(separator: " ")
    record.keep("user", String(match.output.1))
    record.keep("Job ID", String(match.output.3))
    record.notes.append("The prompt comes from the file name: it is cut and approximate.")
    return record
  }
}
