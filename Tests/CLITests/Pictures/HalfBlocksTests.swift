import Testing

@testable import TroupeCLI

@Suite struct HalfBlocksTests {
  private let red: [UInt8] = [255, 0, 0, 255]
  private let blue: [UInt8] = [0, 0, 255, 255]
  private let clear: [UInt8] = [9, 9, 9, 0]

  @Test("a cell shows two pixels, and a color is only written where it changes")
  func cells() throws {
    let lines = try lines([[red, red, blue], [blue, blue, blue]])
    #expect(
      lines == ["\u{1B}[38;2;255;0;0;48;2;0;0;255m▀▀ \u{1B}[0m"])
  }

  @Test("what is clear shows the background of the terminal")
  func transparency() throws {
    let lines = try lines([[red, clear, clear, red], [clear, blue, clear, blue]])
    #expect(
      lines == [
        "\u{1B}[38;2;255;0;0m▀\u{1B}[38;2;0;0;255m▄ \u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[0m"
      ])
    #expect(try self.lines([[clear, clear], [clear, clear]]) == ["  "])
    #expect(
      try self.lines([[red, clear], [red, clear]]) == [
        "\u{1B}[48;2;255;0;0m \u{1B}[49m "
      ])
  }

  @Test("the lower half of an odd last row is the background")
  func oddRows() throws {
    let lines = try lines([[red], [red], [blue]])
    #expect(lines == ["\u{1B}[48;2;255;0;0m \u{1B}[0m", "\u{1B}[38;2;0;0;255m▀\u{1B}[0m"])
  }

  @Test("with 256 colors, pure ones and greys are found exactly")
  func palette() throws {
    let grey: [UInt8] = [128, 128, 128, 255]
    #expect(
      try lines([[red], [blue]], .palette256) == ["\u{1B}[38;5;196;48;5;21m▀\u{1B}[0m"])
    #expect(try lines([[grey], [grey]], .palette256) == ["\u{1B}[48;5;244m \u{1B}[0m"])
  }

  @Test(
    "with 256 colors, a red stays a red, where the nearest by numbers would be an orange or a brown",
    arguments: [[220, 40, 30, 255], [120, 45, 40, 255]] as [[UInt8]])
  func nearest(color: [UInt8]) throws {
    let line = try #require(try lines([[color], [color]], .palette256).first)
    // The reds of the cube without green and blue: 95, 135, 175, 215 and 255.
    #expect([52, 88, 124, 160, 196].contains { line.contains("[48;5;\($0)m") })
  }

  private func lines(_ rows: [[[UInt8]]], _ colors: ColorDepth = .trueColor) throws -> [String] {
    let pixels = try #require(
      PixelRows(
        width: rows.first?.count ?? 0, height: rows.count, channels: 4,
        bytes: rows.flatMap { $0.flatMap { $0 } }))
    guard case .lines(let lines) = TerminalPicture.blocks(pixels, colors: colors).form else {
      return []
    }
    return lines
  }
}
