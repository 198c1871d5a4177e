import Troupe

extension Annotation {
  /// As in `rated 4 · picked · tags cover, hero · “left hand wrong”`.
  var words: String {
    let tag =
      tags.isEmpty ? nil : "\(tags.count == 1 ? "tag" : "tags") \(tags.joined(separator: ", "))"
    return [
      rating.map { "rated \($0)" }, pick?.rawValue, isPrimary ? "primary" : nil, tag,
      note.map { "“\($0)”" },
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// As in `/2 rated 4`; without the number where it is said of the whole generation.
  var wordsOfOne: String { target.position.map { "/\($0) \(words)" } ?? words }
}

extension [Annotation] {
  /// One a line.
  var lines: SafeText {
    var table = Table(["IMAGE", "WHAT IS SAID OF IT"])
    for one in self {
      table.add(.init("\(one.target)", .strong), .init(one.words.isEmpty ? "–" : one.words))
    }
    return table.text()
  }

  /// Those of one generation and its images.
  func of(_ generation: ULID) -> [Annotation] { filter { $0.target.generation == generation } }
}
