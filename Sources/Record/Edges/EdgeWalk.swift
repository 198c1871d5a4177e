/// SQL that walks the table of edges. A parent's number is always the smaller one, so that no walk comes back to where it was.
///
/// No condition stands inside of a walk, and the order of its joins is said: SQLite would else look through a whole table
/// before the first step.
enum EdgeWalk {
  /// `line (seq)`: the numbers of all that came before what `start` selects.
  static func back(from start: String) -> String {
    walk(from: "SELECT parent FROM edge WHERE child IN (\(start))", to: "parent", by: "child")
  }

  /// `line (seq)`: the numbers of all that was made of what `start` selects; `isKept` for a statement that reads it twice.
  static func on(from start: String, isKept: Bool = false) -> String {
    walk(
      from: "SELECT child FROM edge WHERE parent IN (\(start))", to: "child", by: "parent",
      isKept: isKept)
  }

  /// `line (seq)`: the same, and what `start` selects.
  static func under(_ start: String) -> String { walk(from: start, to: "child", by: "parent") }

  /// The number of the generation that the argument at `place` names.
  static func number(_ place: Int) -> String { "SELECT seq FROM generation WHERE id = ?\(place)" }

  private static func walk(
    from first: String, to next: String, by known: String, isKept: Bool = false
  ) -> String {
    """
    WITH RECURSIVE line (seq) AS\(isKept ? " MATERIALIZED" : "") (
      \(first)
      UNION
      SELECT e.\(next) FROM line CROSS JOIN edge e ON e.\(known) = line.seq
    )
    """
  }
}
