import Testing
import TroupeImaging

@Suite("Change map of what is no change")
struct UnchangedTests {
  private let before = Edits.before

  private func expectSame(
    _ one: Raster, _ other: Raster, scale: Double = 1, shift: (x: Double, y: Double) = (0, 0),
    within: Double = 0.5, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let map = try ChangeMap(from: one, to: other)
    #expect(
      map.fraction == 0 && map.boxes.isEmpty && map.blocks.isEmpty, "\(map.boxes)",
      sourceLocation: sourceLocation)
    #expect(abs(map.scale / scale - 1) < 0.003, "\(map.scale)", sourceLocation: sourceLocation)
    #expect(
      abs(map.shift.x - shift.x) < within && abs(map.shift.y - shift.y) < within, "\(map.shift)",
      sourceLocation: sourceLocation)
    #expect(map.confidence > 0.6, "\(map.confidence)", sourceLocation: sourceLocation)
  }

  @Test("an identical picture")
  func identical() throws {
    try expectSame(before, before)
    #expect(try ChangeMap(from: before, to: before).confidence == 1)
  }

  @Test("saved as JPEG, from PNG", arguments: [80, 40])
  func jpeg(quality: Int) throws {
    let png = try Raster(decoding: before.encodedPNG())
    try expectSame(png, before.saved(quality: quality))
  }

  @Test("saved as JPEG and moved", arguments: [(7, 0), (-7, 7), (0, -7), (61, 40)])
  func moved(right: Int, down: Int) throws {
    let page = Pictures.scene(seed: 3, width: 720, height: 540)
    let one = page.cropped(x: 70, y: 50, width: 640, height: 480)
    let other = page.cropped(x: 70 - right, y: 50 - down, width: 640, height: 480)
    try expectSame(one, other.saved(quality: 80), shift: (Double(right), Double(down)))
  }

  @Test("scaled", arguments: [(480, 360), (860, 645), (200, 150), (1280, 960)])
  func scaled(width: Int, height: Int) throws {
    let after = before.resized(width: width, height: height)
    try expectSame(before, after, scale: Double(width) / 640)
  }

  @Test("scaled as providers do")
  func providers() throws {
    let square = Pictures.scene(seed: 4, width: 1024, height: 1024)
    try expectSame(square, square.resized(width: 768, height: 768), scale: 0.75)
    let wide = square.cropped(x: 0, y: 100, width: 1024, height: 768)
    try expectSame(wide, wide.resized(width: 1376, height: 1032), scale: 1.34375)
  }

  @Test("zoomed a little", arguments: [101, 104, 109])
  func zoomed(percent: Int) throws {
    let scale = Double(percent) / 100
    try expectSame(
      before, before.zoomed(percent: percent), scale: scale,
      shift: (320 * (1 - scale), 240 * (1 - scale)), within: 1)
  }

  @Test("cut at the sides, and shown with more around it")
  func cut() throws {
    let middle = before.cropped(x: 80, y: 0, width: 480, height: 480)
    try expectSame(middle, before, shift: (80, 0), within: 1)
    try expectSame(before, middle, shift: (-80, 0), within: 1)
  }

  @Test(
    "rendered again with noise and all colors slightly shifted",
    arguments: [[0, 0, 0], [4, 0, -4], [6, 6, 6], [-5, -3, 2]])
  func rendered(shift: [Int]) throws {
    try expectSame(before, before.softened.rendered(noise: 5, shift: shift))
  }

  @Test(
    "photographs rendered again",
    .enabled(if: !Edits.photographs.isEmpty, "the photographs are not here"))
  func photographs() throws {
    for picture in Edits.photographs {
      try expectSame(picture, picture.softened.rendered(noise: 5, shift: [4, 0, -4]))
    }
  }

  @Test("noise in small pictures", arguments: [40, 96])
  func small(side: Int) throws {
    let picture = Pictures.scene(seed: 6, width: side, height: side)
    try expectSame(picture, picture.rendered(noise: 5, shift: [3, 0, -3]))
  }

  @Test("noise in black")
  func black() throws {
    let black = Raster(width: 256, height: 256, filledWith: .black)
    try expectSame(black, black.rendered(noise: 6, shift: [0, 0, 0]))
  }

  @Test("transparent parts are white")
  func transparent() throws {
    let clear = Raster(width: 300, height: 200, channels: 4) { x, y in
      x < 100 ? .clear : Edits.before[x, y]
    }
    try expectSame(clear, clear.flattened())
    try expectSame(clear.flattened().saved(quality: 80), clear)
  }
}
