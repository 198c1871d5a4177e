/// Where everything on a contact sheet goes. All lengths grow with the tiles.
struct SheetGrid {
  let size: Size
  let headingStyle: TextStyle
  let titleStyle: TextStyle
  let captionStyle: TextStyle
  /// The length that margins are multiples of.
  let unit: Double

  private let edge: Double
  private let columns: Int
  private let headingHeight: Double
  private let wordsHeight: Double

  /// Most lines of a caption.
  static let captionLines = 2
  private static let ink = Color(hex: 0x23201C)
  private static let quietInk = Color(hex: 0x7A736A)

  init(_ sheet: ContactSheet, fonts: [Font]) {
    edge = Double(max(sheet.tileEdge, 16))
    unit = max(2, (edge / 28).rounded())
    let count = max(sheet.tiles.count, 1)
    columns = max(1, min(sheet.columns ?? Int(Double(count).squareRoot().rounded(.up)), count))
    headingStyle = TextStyle(
      fonts: fonts, size: max(14, edge / 11), color: Self.ink, isBold: true)
    titleStyle = TextStyle(fonts: fonts, size: max(11, edge / 18), color: Self.ink, isBold: true)
    captionStyle = TextStyle(fonts: fonts, size: max(10, edge / 22), color: Self.quietInk)
    let hasHeading = !fonts.isEmpty && !sheet.title.isEmpty
    headingHeight = hasHeading ? headingStyle.height(lines: 1) + unit : 0
    wordsHeight = Self.wordsHeight(
      sheet, fonts: fonts, title: titleStyle, caption: captionStyle, width: edge, gap: unit)
    let rows = (count + columns - 1) / columns
    let step = (edge + 2 * unit) + 2 * unit
    size = Size(
      width: Int((Double(columns) * step + 2 * unit).rounded(.up)),
      height: Int(
        (headingHeight + Double(rows) * (step + wordsHeight) + 2 * unit).rounded(.up)))
  }

  /// The line of the sheet's title.
  var heading: Rect {
    Rect(
      x: 2 * unit, y: 2 * unit, width: Double(size.width) - 4 * unit,
      height: max(headingHeight - unit, 0))
  }

  /// The card of a tile, with its picture and words.
  func card(_ index: Int) -> Rect {
    let width = edge + 2 * unit
    let height = width + wordsHeight
    return Rect(
      x: 2 * unit + Double(index % columns) * (width + 2 * unit),
      y: 2 * unit + headingHeight + Double(index / columns) * (height + 2 * unit),
      width: width, height: height)
  }

  /// The square of a card's picture.
  func picture(in card: Rect) -> Rect {
    Rect(x: card.x + unit, y: card.y + unit, width: edge, height: edge)
  }

  /// The room for a card's words.
  func words(in card: Rect) -> Rect {
    Rect(
      x: card.x + 1.5 * unit, y: card.y + 1.5 * unit + edge, width: edge - unit,
      height: max(wordsHeight, 0))
  }

  /// Room for a title and as many lines of caption as the longest needs.
  private static func wordsHeight(
    _ sheet: ContactSheet, fonts: [Font], title: TextStyle, caption: TextStyle, width: Double,
    gap: Double
  ) -> Double {
    guard !fonts.isEmpty else { return 0 }
    let hasTitles = sheet.tiles.contains { !$0.title.isEmpty }
    let captions = sheet.tiles.filter { !$0.caption.isEmpty }.map {
      caption.measure($0.caption, width: width - gap, maxLines: captionLines).height
    }
    let height = (hasTitles ? title.height(lines: 1) : 0) + (captions.max() ?? 0)
    return height > 0 ? height + gap : 0
  }
}
