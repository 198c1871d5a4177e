import Foundation

/// A screen that scrolls, on which texts stay and of pictures the place where each is drawn.
struct ScreenModel {
  struct Place: Equatable {
    var column = 0
    var row = 0
  }

  let height: Int
  private(set) var lines: [String]
  private(set) var cursor = Place()
  private(set) var pictures: [Place] = []
  /// Whether the screen scrolled after a picture was drawn, which breaks pictures.
  private(set) var scrolledBelowPicture = false
  private var saved = Place()

  init(height: Int, row: Int) {
    self.height = height
    lines = Array(repeating: "", count: height)
    cursor.row = row
  }

  mutating func write(_ data: Data) {
    var rest = Substring(String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\r\u{0}"))
    while let first = rest.popFirst() {
      switch first {
      case "\r": cursor.column = 0
      case "\u{0}": lineFeed()
      case "\u{1B}": escape(&rest)
      default: print(first)
      }
    }
  }

  private mutating func lineFeed() {
    guard cursor.row == height - 1 else { return cursor.row += 1 }
    lines = lines.dropFirst() + [""]
    scrolledBelowPicture = scrolledBelowPicture || !pictures.isEmpty
  }

  private mutating func print(_ character: Character) {
    let line = lines[cursor.row].padding(toLength: cursor.column, withPad: " ", startingAt: 0)
    lines[cursor.row] = line + String(character)
    cursor.column += 1
  }

  private mutating func escape(_ rest: inout Substring) {
    switch rest.popFirst() {
    case "7": saved = cursor
    case "8": cursor = saved
    case "[": control(&rest)
    case "_": draw(&rest)
    default: _ = rest.popFirst()
    }
  }

  private mutating func control(_ rest: inout Substring) {
    let number = Int(rest.prefix { $0.isNumber || $0 == ";" }) ?? 1
    rest = rest.drop { $0.isNumber || $0 == ";" }
    switch rest.popFirst() {
    case "A": cursor.row = max(0, cursor.row - number)
    case "B": cursor.row = min(height - 1, cursor.row + number)
    case "C": cursor.column += number
    default: break
    }
  }

  /// Leaves the cursor somewhere else, as many terminals do.
  private mutating func draw(_ rest: inout Substring) {
    rest = rest.drop { $0 != "\\" }.dropFirst()
    pictures.append(cursor)
    cursor = Place(column: cursor.column + 3, row: min(height - 1, cursor.row + 2))
  }
}
