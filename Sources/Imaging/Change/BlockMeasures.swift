/// How a block differs from what lies under it.
///
/// The limits were measured on five photographs. Saved at quality 30, scaled, moved, zoomed, softened,
/// with noise of 15 levels or slightly other colors, one block of 88,000 exceeded them; in parts that
/// show another picture 99 of 100 did, and in parts made 15 levels lighter 90.
struct BlockMeasures {
  /// The distance of mean colors that is another color: twice what eyes just see.
  private static let color: Float = 0.04
  /// The spread that is another form in a block without detail.
  private static let form: Float = 0.02
  /// What to add to it for detail, which no two renderings place alike.
  private static let share: Float = 0.5

  /// The mean difference of the cells.
  let mean: LabDifference
  /// How far the differences of cells spread about their mean: a change of form, not of color.
  let spread: Float
  /// How far the colors of cells spread in the picture that has less detail here.
  let detail: Float

  init(_ own: LabGrid, _ other: LabGrid, columns: Range<Int>, rows: Range<Int>) {
    var differences = [Spread](repeating: Spread(), count: 3)
    var (owns, others) = (differences, differences)
    for row in rows {
      for cell in row * own.columns + columns.lowerBound..<row * own.columns + columns.upperBound {
        let one = (own.lightness[cell], own.greenRed[cell], own.blueYellow[cell])
        let two = (other.lightness[cell], other.greenRed[cell], other.blueYellow[cell])
        for (index, pair) in [(one.0, two.0), (one.1, two.1), (one.2, two.2)].enumerated() {
          owns[index].add(pair.0)
          others[index].add(pair.1)
          differences[index].add(pair.0 - pair.1)
        }
      }
    }
    func total(_ spreads: [Spread]) -> Float {
      spreads.reduce(0) { $0 + $1.variance }.squareRoot()
    }
    mean = LabDifference(
      lightness: differences[0].mean, greenRed: differences[1].mean,
      blueYellow: differences[2].mean)
    spread = total(differences)
    detail = min(total(owns), total(others))
  }

  /// How many times the limit the form differs.
  var form: Float { spread / (Self.form + Self.share * detail) }

  /// How many times the limit the block differs; above 1 it shows another thing or color.
  func excess(besides drift: LabDifference) -> Float {
    max((mean - drift).length / Self.color, form)
  }
}
