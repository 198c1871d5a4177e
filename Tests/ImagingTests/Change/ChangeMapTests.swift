import Testing
import TroupeImaging

@Suite("Change map")
struct ChangeMapTests {
  private let before = Edits.before

  @Test(
    "a repainted rectangle is found within a block",
    arguments: [
      ChangeMap.Box(x: 200, y: 120, width: 160, height: 120),
      ChangeMap.Box(x: 33, y: 301, width: 90, height: 77),
      ChangeMap.Box(x: 0, y: 0, width: 320, height: 480),
    ])
  func rectangle(box: ChangeMap.Box) throws {
    let after = before.repainted(box, from: Edits.other)
    let map = try ChangeMap(from: before, to: after)
    let found = try #require(map.boxes.first)
    #expect(map.boxes.count == 1 && Self.isNear(found, box), "\(map.boxes)")
    let area = Double(box.width * box.height) / Double(640 * 480)
    #expect(abs(map.fraction - area) < 0.25 * area + 0.005, "\(map.fraction) for \(area)")
    #expect(map.scale == 1 && map.shift == ChangeMap.Shift(x: 0, y: 0))
  }

  @Test("two rectangles that do not touch are two boxes, in pixels of the image after the edit")
  func boxes() throws {
    let one = ChangeMap.Box(x: 60, y: 80, width: 100, height: 80)
    let two = ChangeMap.Box(x: 400, y: 300, width: 120, height: 100)
    let after = before.repainted(one, from: Edits.other).repainted(two, from: Edits.other)
    let map = try ChangeMap(from: before, to: after.resized(width: 960, height: 720))
    #expect(map.boxes.count == 2, "\(map.boxes)")
    for (found, box) in zip(map.boxes, [one, two]) {
      #expect(Self.isNear(found, box, times: 1.5), "\(found)")
    }
    #expect(map.size == Size(width: 960, height: 720) && map.scale == 1.5)
    let covered = map.blocks.reduce(0) { $0 + $1.width * $1.height }
    #expect(abs(Double(covered) / (960 * 720) - map.fraction) < 0.01)
  }

  @Test("a rectangle that is only a little lighter is found")
  func lighter() throws {
    let box = ChangeMap.Box(x: 200, y: 120, width: 160, height: 120)
    let lighter = before.rendered(noise: 0, shift: [22, 22, 22])
    let map = try ChangeMap(from: before, to: before.repainted(box, from: lighter))
    let found = try #require(map.boxes.first)
    #expect(map.boxes.count == 1 && Self.isNear(found, box), "\(map.boxes)")
  }

  @Test("an edit is found in a picture that is rendered again, moved and zoomed")
  func rendered() throws {
    let box = ChangeMap.Box(x: 200, y: 120, width: 160, height: 120)
    let after = before.repainted(box, from: Edits.other).moved(right: 24, down: -11)
      .rendered(noise: 4, shift: [4, 0, -4])
    let map = try ChangeMap(from: before, to: after.saved(quality: 85))
    let moved = ChangeMap.Box(x: 224, y: 109, width: 160, height: 120)
    #expect(map.boxes.contains { Self.isNear($0, moved) }, "\(map.boxes)")
    #expect(abs(map.shift.x - 24) < 0.5 && abs(map.shift.y + 11) < 0.5, "\(map.shift)")
    #expect(map.fraction < 0.12, "\(map.fraction)")
  }

  @Test("half of a picture painted over leaves the rest where it is")
  func large() throws {
    let box = ChangeMap.Box(x: 0, y: 0, width: 440, height: 480)
    let after = before.repainted(box, from: Edits.other).moved(right: 15, down: 10)
    let map = try ChangeMap(from: before, to: after)
    #expect(abs(map.shift.x - 15) < 1 && abs(map.shift.y - 10) < 1, "\(map.shift)")
    #expect(abs(map.fraction - 0.7) < 0.08, "\(map.fraction)")
  }

  @Test("different pictures differ nearly everywhere, of whatever size")
  func different() throws {
    for other in [Edits.other, Edits.other.resized(width: 300, height: 410)] {
      let map = try ChangeMap(from: before, to: other)
      #expect(map.fraction > 0.9 && map.confidence < 0.1, "\(map.fraction) \(map.confidence)")
    }
  }

  @Test("the same pictures give the same map")
  func determinism() throws {
    let after = Edits.other.zoomed(percent: 103)
    #expect(try ChangeMap(from: before, to: after) == ChangeMap(from: before, to: after))
  }

  /// Whether each edge is at most a block off; a block is 16 of 512 pixels, so 20 of 640.
  private static func isNear(
    _ found: ChangeMap.Box, _ box: ChangeMap.Box, times factor: Double = 1
  ) -> Bool {
    let edges = [
      (found.x, box.x), (found.y, box.y), (found.x + found.width, box.x + box.width),
      (found.y + found.height, box.y + box.height),
    ]
    return edges.allSatisfy { abs(Double($0.0) - Double($0.1) * factor) <= 20.5 * factor }
  }
}
