/// How far apart two spellings are.
enum EditDistance {
  /// The fewest letters to insert, remove or change that make one into the other.
  static func between(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let above = row[column + 1]
        let change = diagonal + (right[column] == letter ? 0 : 1)
        row[column + 1] = min(above + 1, row[column] + 1, change)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
