import Testing
import TroupeImaging

@Suite("Change map of unusual pictures")
struct ChangeMapSizeTests {
  private static let sizes = [
    (1, 1), (2, 1), (1, 3), (8, 8), (15, 17), (3000, 2), (2, 3000), (700, 5), (64, 64),
  ]

  @Test("of any size they equal themselves", arguments: sizes)
  func same(width: Int, height: Int) throws {
    for channels in [3, 4] {
      let picture = Pictures.grainy(width: width, height: height, channels: channels)
      let map = try ChangeMap(from: picture, to: picture)
      #expect(map.fraction == 0 && map.confidence == 1 && map.scale == 1)
    }
  }

  @Test("any size is compared with any other")
  func pairs() throws {
    let pictures = Self.sizes.map { Pictures.grainy(width: $0.0, height: $0.1) }
    for one in pictures + [Edits.before] {
      for other in pictures {
        let map = try ChangeMap(from: one, to: other)
        #expect((0...1).contains(map.fraction) && (0...1).contains(map.confidence))
        #expect(map.scale.isFinite && map.shift.x.isFinite && map.shift.y.isFinite)
        for box in map.boxes + map.blocks {
          #expect(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0, "\(box)")
          #expect(box.x + box.width <= other.width && box.y + box.height <= other.height)
        }
      }
    }
  }

  @Test("another color is a change, however small the picture", arguments: [1, 8, 300])
  func color(side: Int) throws {
    let red = Raster(width: side, height: side, filledWith: Color(hex: 0xC0392B))
    let blue = Raster(width: side, height: side, filledWith: Color(hex: 0x2980B9))
    let map = try ChangeMap(from: red, to: blue)
    #expect(map.fraction == 1)
    #expect(map.boxes == [ChangeMap.Box(x: 0, y: 0, width: side, height: side)])
  }

  @Test("gray pictures are compared with colored ones")
  func gray() throws {
    let gray = Raster(width: 320, height: 240) { x, y in
      let value = UInt8((x * 3 + y * 5) / 10 % 256)
      return Color(red: value, green: value, blue: value)
    }
    let bytes = JPEGs(space: .gray, width: 64, height: 64)
      .encoded(row: (0..<64).map { UInt8($0 * 4) })
    let read = try Raster(decoding: bytes)
    #expect(try ChangeMap(from: read, to: read).fraction == 0)
    let tinted = gray.rendered(noise: 0, shift: [60, 0, -60])
    #expect(try ChangeMap(from: gray, to: tinted).fraction > 0.9)
  }
}
