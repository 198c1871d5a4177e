import Foundation
import Testing
import TroupeImaging

/// What is found quickly is what comparing each with each finds.
@Suite("Near pairs")
struct NearPairTests {
  private var random = Numbers(seed: 7)

  /// 64 bits by chance.
  private mutating func bits() -> UInt64 {
    random.next() << 40 ^ random.next() << 20 ^ random.next()
  }

  private mutating func hash() -> PictureHash {
    PictureHash(frequencies: bits(), gradients: bits())
  }

  /// `hash` with up to `most` bits changed, in one half or in both.
  private mutating func near(_ hash: PictureHash, _ most: Int) -> PictureHash {
    var (frequencies, gradients) = (hash.frequencies, hash.gradients)
    let way = random.next() % 3
    for _ in 0..<Int(random.next() % UInt64(most + 1)) {
      let bit = UInt64(1) << (random.next() % 64)
      if way == 0 || way == 2 && random.next() % 2 == 0 {
        frequencies ^= bit
      } else {
        gradients ^= bit
      }
    }
    return PictureHash(frequencies: frequencies, gradients: gradients)
  }

  private func slowGroups(_ all: [NearPairs.Picture]) -> [[Int]] {
    var leaders = Array(all.indices)
    func leader(_ index: Int) -> Int { leaders[index] == index ? index : leader(leaders[index]) }
    for one in all.indices {
      for other in all.indices.dropFirst(one + 1) where isNear(all[one], all[other]) {
        let (first, second) = (leader(one), leader(other))
        leaders[max(first, second)] = min(first, second)
      }
    }
    return Dictionary(grouping: all.indices, by: leader).values.map { $0.sorted() }
      .filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  private func isNear(_ one: NearPairs.Picture, _ other: NearPairs.Picture) -> Bool {
    func apart(_ first: UInt8, _ second: UInt8) -> Int {
      let difference = Int(first) - Int(second)
      return difference * difference
    }
    var color = apart(one.color.red, other.color.red)
    color += apart(one.color.green, other.color.green)
    color += apart(one.color.blue, other.color.blue)
    if one.hash.isPlain || other.hash.isPlain { return one.hash == other.hash && color <= 3 }
    guard color <= 100, max(one.aspect, other.aspect) <= min(one.aspect, other.aspect) * 1.03
    else { return false }
    let mirrored = [
      one.mirrored.map { $0.distance(to: other.hash) },
      other.mirrored.map { $0.distance(to: one.hash) },
    ]
    return ([one.hash.distance(to: other.hash)] + mirrored.compactMap(\.self))
      .contains { $0 <= NearPairs.bound }
  }

  /// - Parameter gradients: how many different ones there are; few make bands that many share.
  private mutating func pictures(_ count: Int, gradients: Int) -> [NearPairs.Picture] {
    let few = (0..<gradients).map { _ in bits() & bits() }
    let colors: [UInt32] = [0x808080, 0x838180, 0xF0F0F0]
    return (0..<count).reduce(into: []) { pictures, index in
      var own = hash()
      own = PictureHash(
        frequencies: own.frequencies, gradients: few[Int(random.next() % UInt64(gradients))])
      if index % 3 == 2 {
        let other = pictures[Int(random.next() % UInt64(pictures.count))]
        own = near(random.next() % 4 == 0 ? other.mirrored ?? other.hash : other.hash, 11)
      }
      if index % 50 == 0 { own = PictureHash(frequencies: 0, gradients: 0) }
      let mirrored = index % 7 == 0 ? nil : hash()
      pictures.append(
        .init(
          hash: own, mirrored: own.isPlain ? own : mirrored,
          aspect: index % 11 == 0 ? 1.5 : 1,
          color: Color(hex: colors[Int(random.next() % 3)])))
    }
  }

  @Test("groups are those of comparing each with each", arguments: [1, 3, 1000])
  mutating func groups(gradients: Int) throws {
    let all = pictures(1500, gradients: gradients)
    let groups = NearPairs(all).groups()
    #expect(groups.count > 50 && groups == slowGroups(all))
    #expect(NearPairs([]).groups().isEmpty && NearPairs([all[0]]).groups().isEmpty)
  }

  @Test("very many of one kind are divided finely, and nothing is lost")
  mutating func many() throws {
    var all: [NearPairs.Picture] = []
    for _ in 0..<9000 {
      let own = PictureHash(frequencies: hash().frequencies, gradients: 5)
      all.append(.init(hash: own, mirrored: nil, aspect: 1, color: .white))
    }
    var expected: [[Int]] = []
    for place in stride(from: 0, to: 9000, by: 300) {
      // Five bits and more in the frequencies: found by the gradients alone.
      let far = PictureHash(
        frequencies: all[place].hash.frequencies ^ 0b1000_0001_0000_0010_0000_0100_0000_1000_0001,
        gradients: 5)
      expected.append([place, all.count])
      all.append(.init(hash: far, mirrored: nil, aspect: 1, color: .white))
    }
    #expect(NearPairs(all).groups() == expected)
  }

  @Test("one among many is found as by comparing it with each", arguments: [0, 8, 32, 60])
  mutating func one(bound: Int) throws {
    var columns = HashColumns()
    for number in 0..<1300 { columns.append(hash(), name: UInt64(number)) }
    let wanted = hash()
    for number in 0..<40 { columns.append(near(wanted, 40), name: UInt64(5000 + number)) }
    columns.append(wanted, name: 9)
    let found = columns.near(wanted, within: bound, most: 4096)
    let slow = (0..<columns.count).filter { columns[$0].distance(to: wanted) <= bound }
    #expect(found.map(\.index) == slow && slow.contains(columns.count - 1))
    #expect(found.allSatisfy { columns[$0.index].distance(to: wanted) == $0.distance })
    // Of more than are wanted, the nearest.
    let few = columns.near(wanted, within: 60, most: 5)
    #expect(few.count <= 5 && few.contains { $0.distance == 0 })
  }

  @Test("blocks give back what was put into them, and what is taken out is gone")
  mutating func blocks() throws {
    var columns = HashColumns()
    for number in 0..<25 { columns.append(hash(), name: UInt64(number) << 40 | 3) }
    var copy = HashColumns()
    for start in stride(from: 0, to: 25, by: 10) {
      copy.replace(from: start, with: columns.block(start..<min(start + 10, 25)))
    }
    #expect(copy.holdsSame(as: columns) && (0..<25).allSatisfy { copy[$0] == columns[$0] })
    let changed = copy.remove([UInt64(24) << 40 | 3, UInt64(4) << 40 | 3, 77])
    #expect(copy.count == 23 && !copy.holdsSame(as: columns))
    #expect(!copy.names.contains(UInt64(4) << 40 | 3) && changed.contains(4))
    #expect(copy.remove([77]).isEmpty)
  }
}
