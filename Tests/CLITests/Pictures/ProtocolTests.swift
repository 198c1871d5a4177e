import Foundation
import Testing

@testable import TroupeCLI

@Suite struct ProtocolTests {
  private let box = CellBox(width: 100, height: 100, columns: 80, rows: 20)
  private let file = Data((0..<7000).map { UInt8($0 % 251) })

  @Test("kitty gets the file in chunks of 4096 characters, of which only the first has the keys")
  func kitty() throws {
    let commands = texts(.kitty(png: file, box: box)).map { command($0) }
    #expect(
      commands.map(\.keys) == ["a=T,f=100,q=2,C=1,c=10,r=5,m=1", "q=2,m=1", "q=2,m=0"])
    #expect(commands.dropLast().allSatisfy { $0.payload.count == 4096 })
    #expect(Data(base64Encoded: commands.map(\.payload).joined()) == file)
  }

  @Test("a file of exactly one chunk is one command")
  func oneChunk() {
    #expect(texts(.kitty(png: Data(count: 3072), box: box)).count == 1)
    #expect(texts(.kitty(png: Data(count: 3073), box: box)).count == 2)
  }

  @Test("kitty on the same host gets a path and none of the bytes")
  func kittyPath() throws {
    let text = try #require(texts(.kitty(path: "/pictures/a b.png", box: box)).first)
    #expect(command(text).keys == "a=T,f=100,q=2,C=1,c=10,r=5,t=f")
    let payload = try #require(Data(base64Encoded: command(text).payload))
    #expect(String(decoding: payload, as: UTF8.self) == "/pictures/a b.png")
  }

  @Test("iTerm2 gets the file with its size in bytes and in cells")
  func iterm() {
    let keys = "inline=1;size=7000;width=10;height=5;preserveAspectRatio=1"
    let base64 = file.base64EncodedString()
    #expect(
      texts(.iterm(file: file, box: box)) == ["\u{1B}]1337;File=\(keys):\(base64)\u{07}"])
    #expect(
      texts(.iterm(file: file, box: box, isInParts: true)) == [
        "\u{1B}]1337;MultipartFile=\(keys)\u{07}", "\u{1B}]1337;FilePart=\(base64)\u{07}",
        "\u{1B}]1337;FileEnd\u{07}",
      ])
  }

  @Test("tmux gets every sequence by itself, with doubled escapes")
  func tmux() {
    let picture = TerminalPicture.kitty(path: "/a", box: box).throughTmux
    #expect(
      texts(picture) == [
        "\u{1B}Ptmux;\u{1B}\u{1B}_Ga=T,f=100,q=2,C=1,c=10,r=5,t=f;L2E=\u{1B}\u{1B}\\\u{1B}\\"
      ])
    #expect(texts(TerminalPicture.kitty(png: file, box: box).throughTmux).count == 3)
  }

  @Test("sixel says its size and draws every pixel; the same pixels give the same bytes")
  func sixel() throws {
    let pixels = try gradient(width: 41, height: 25)
    let picture = try TerminalPicture.sixel(pixels)
    let text = try #require(texts(picture).first)
    #expect(text.hasPrefix("\u{1B}Pq\"1;1;41;25") && text.hasSuffix("\u{1B}\\"))
    #expect((picture.box.columns, picture.box.rows) == (5, 2))
    #expect(try TerminalPicture.sixel(pixels) == picture)
  }

  @Test(
    "sixel takes pictures of one pixel, one column and one row",
    arguments: [(1, 1), (1, 50), (50, 1)])
  func tinySixel(width: Int, height: Int) throws {
    let text = try #require(texts(.sixel(gradient(width: width, height: height))).first)
    #expect(text.contains("\"1;1;\(width);\(height)"))
  }

  @Test(
    "sixel goes to a new band after every six rows, and not before the first", arguments: 1...19)
  func bands(height: Int) throws {
    let text = try texts(.sixel(gradient(width: 4, height: height))).joined()
    #expect(text.filter { $0 == "-" }.count == (height - 1) / 6)
  }

  @Test("sixel mixes what is not opaque with the background")
  func sixelBackground() throws {
    let clear = try #require(PixelRows(width: 1, height: 1, channels: 4, bytes: [9, 9, 9, 0]))
    let red = TerminalColor(red: 255, green: 0, blue: 0)
    #expect(try texts(.sixel(clear, background: red)).joined().contains("#0;2;100;0;0"))
  }

  private func texts(_ picture: TerminalPicture) -> [String] {
    guard case .sequences(let sequences) = picture.form else { return [] }
    return sequences.map { String(decoding: $0, as: UTF8.self) }
  }

  private func command(_ text: String) -> (keys: String, payload: String) {
    let parts = text.dropFirst(3).dropLast(2).split(separator: ";", maxSplits: 1)
    return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
  }

  private func gradient(width: Int, height: Int) throws -> PixelRows {
    let bytes = (0..<width * height * 3).map { UInt8($0 * 7 % 256) }
    return try #require(PixelRows(width: width, height: height, channels: 3, bytes: bytes))
  }
}
