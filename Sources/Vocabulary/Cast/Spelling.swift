/// How near two spellings are.
package enum Spelling {
  /// Up to three of `known` that are near to `written`: within two edits, or one the beginning of the other; nearest
  /// first, then by spelling. Both are compared as they are: fold them first.
  package static func nearest(
    to written: String, among known: some Collection<String>
  ) -> [String] {
    let scored = known.compactMap { name in distance(from: written, to: name).map { ($0, name) } }
    return scored.sorted { $0 < $1 }.prefix(3).map(\.1)
  }

  private static func distance(from written: String, to name: String) -> Int? {
    if written.hasPrefix(name) || name.hasPrefix(written) { return 1 }
    let whole = edits(written, name)
    // Without spaces the end of the name is unknown, so only its beginning is compared.
    let first = written.unicodeScalars.first
    let isOpenEnded = first?.isWrittenWithoutSpaces == true && written.count > name.count
    let start = isOpenEnded ? edits(String(written.prefix(name.count)), name) : whole
    let least = min(whole, start)
    return least <= 2 && least < min(written.count, name.count) ? least : nil
  }

  /// The fewest characters to insert, remove or change that make one into the other: Levenshtein's distance.
  package static func edits(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let change = previous[column] + (character == other ? 0 : 1)
        current.append(min(change, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
