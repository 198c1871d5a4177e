/// Known names that are spelled like an unknown one.
enum NearestHandles {
  /// Up to three of `known` (folded keys) within two edits of `written`, or of which one begins the
  /// other; nearest first, then by spelling.
  static func of(_ written: String, among known: some Collection<String>) -> [String] {
    let key = written.foldedKey
    let scored = known.compactMap { name in distance(from: key, to: name).map { ($0, name) } }
    return scored.sorted { $0 < $1 }.prefix(3).map(\.1)
  }

  private static func distance(from written: String, to name: String) -> Int? {
    if written.hasPrefix(name) || name.hasPrefix(written) { return 1 }
    let whole = edits(Array(written), Array(name))
    // Without spaces the end of the name is unknown, so only its beginning is compared.
    let isOpenEnded = written.first?.isWrittenWithoutSpaces == true && written.count > name.count
    let start = isOpenEnded ? edits(Array(written.prefix(name.count)), Array(name)) : whole
    let least = min(whole, start)
    return least <= 2 && least < min(written.count, name.count) ? least : nil
  }

  /// Levenshtein's distance.
  private static func edits(_ left: [Character], _ right: [Character]) -> Int {
    if abs(left.count - right.count) > 2 { return 3 }
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
