internal import TroupeRecord
internal import TroupeVocabulary

/// Which words are sent otherwise, line by line.
struct WordDrift {
  let then: PreparedRequest
  let now: PreparedRequest

  var differences: [Drift.Difference] {
    let changes = Self.lines(now).difference(from: Self.lines(then))
    // A line that is taken out and put in again has only moved, which the pictures say.
    let gone = changes.removals.compactMap(\.line), come = changes.insertions.compactMap(\.line)
    let before = gone.filter { !come.contains($0) }, after = come.filter { !gone.contains($0) }
    guard !before.isEmpty || !after.isEmpty else { return [] }
    let (old, new) = (before.joined(separator: "\n"), after.joined(separator: "\n"))
    return then.request.prompt == now.request.prompt
      ? [.init(.words, "prompt sent", before: old, after: new)]
      : [.init(.words, "prompt sent", before: old, after: new, .promptChanged)]
  }

  /// Words only: where images stand, the pictures say.
  private static func lines(_ request: PreparedRequest) -> [String] {
    request.composition.parts.flatMap { part -> [String] in
      guard case .text(let text) = part else { return [] }
      return text.split(separator: "\n").map(String.init)
    }
  }
}

extension CollectionDifference<String>.Change {
  fileprivate var line: String? {
    switch self {
    case .insert(_, let line, _), .remove(_, let line, _): line
    }
  }
}
