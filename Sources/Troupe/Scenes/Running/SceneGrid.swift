internal import TroupeSelection

/// A grid of several shots in one picture.
public struct SceneGrid: Hashable, Sendable, CustomStringConvertible {
  /// Panels in a row, 1 to 4.
  public let columns: Int
  /// Rows, 1 to 4.
  public let rows: Int

  /// Reads `2x2`; at least two panels.
  /// - Throws: `TroupeError.invalidValue`.
  public init(_ text: String) throws {
    let sides = text.lowercased().replacing("×", with: "x").split(separator: "x")
      .map { Int($0) ?? 0 }
    guard sides.count == 2, sides.allSatisfy((1...4).contains), sides[0] * sides[1] > 1 else {
      throw TroupeError.invalidValue(
        name: "grid", value: text, expected: "columns and rows of 1 to 4, such as 2x2")
    }
    (columns, rows) = (sides[0], sides[1])
  }

  /// As in `2x2`.
  public var description: String { "\(columns)x\(rows)" }

  /// How many shots it holds.
  var count: Int { columns * rows }

  /// The shot that asks for `shots` in one picture; it has their options and no takes of its own.
  func sheet(of shots: [Shot]) -> Shot? {
    guard let first = shots.first else { return nil }
    var sheet = Shot(
      id: "\(self) \(shots.map(\.id).joined(separator: "+"))", line: first.line,
      prompt: SheetTemplate().prompt(shots.map(\.prompt), columns: columns, rows: rows),
      looks: first.looks, options: first.options)
    (sheet.shown, sheet.story, sheet.epoch) = (first.shown, first.story, first.epoch)
    return sheet
  }

  /// The grid and the ids of the shots of a sheet that is called `id`; `nil` for what is no sheet.
  static func read(_ id: String) -> (grid: SceneGrid, shots: [String])? {
    let halves = id.split(separator: " ", maxSplits: 1).map(String.init)
    guard halves.count == 2, let grid = try? SceneGrid(halves[0]) else { return nil }
    return (grid, halves[1].split(separator: "+").map(String.init))
  }
}

/// A panel of a sheet that is there.
struct SheetPanel: Sendable {
  let sheet: OutputID
  let grid: SceneGrid
  /// Row by row, from 1.
  let number: Int
}
