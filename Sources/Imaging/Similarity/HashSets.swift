/// Pictures by their hashes: those that have the same one stand together, so that hashes are compared once.
struct HashSets: Sendable {
  /// Every hash once, in rising order.
  private(set) var hashes: [PictureHash] = []
  /// Where the pictures of each hash begin among `pictures`.
  private var starts: [Int] = []
  /// Pictures, but for those that equal another one in all that is compared.
  private var pictures: [Int] = []
  /// Pairs of pictures that are equal in all that is compared.
  private(set) var twins: [(Int, Int)] = []
  /// The hashes by which mirrored copies of pictures are found.
  private(set) var probes: [(picture: Int, hash: PictureHash)] = []

  init(_ all: [NearPairs.Picture]) {
    let order = all.indices.sorted { one, other in all[one].key < all[other].key }
    for (place, picture) in order.enumerated() {
      if hashes.last != all[picture].hash {
        hashes.append(all[picture].hash)
        starts.append(pictures.count)
      }
      let isTwin = place > 0 && all[order[place - 1]].key == all[picture].key
      if isTwin {
        twins.append((pictures[pictures.count - 1], picture))
      } else {
        pictures.append(picture)
      }
      // Equal pictures mostly have equal mirror images.
      if let probe = all[picture].probe, !isTwin || probes.last?.hash != probe {
        probes.append((picture, probe))
      }
    }
    starts.append(pictures.count)
  }

  /// The pictures that have the hash at `index`.
  subscript(index: Int) -> ArraySlice<Int> { pictures[starts[index]..<starts[index + 1]] }
}

/// Sets that are joined until each holds all that belongs together.
struct DisjointSets {
  private var leaders: [Int32]

  init(_ count: Int) { leaders = (0..<Int32(count)).map { $0 } }

  /// Joins the sets of both; whether they were two.
  mutating func join(_ one: Int, _ other: Int) -> Bool {
    let (first, second) = (leader(one), leader(other))
    guard first != second else { return false }
    leaders[max(first, second)] = Int32(min(first, second))
    return true
  }

  mutating func areJoined(_ one: Int, _ other: Int) -> Bool { leader(one) == leader(other) }

  private mutating func leader(_ index: Int) -> Int {
    var index = index
    while leaders[index] != index {
      leaders[index] = leaders[Int(leaders[index])]
      index = Int(leaders[index])
    }
    return index
  }

  /// The sets of two and more, each in rising order, the one that begins first first.
  mutating func groups() -> [[Int]] {
    var members: [Int: [Int]] = [:]
    for index in leaders.indices {
      let first = leader(index)
      if first != index { members[first, default: [first]].append(index) }
    }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }
}
