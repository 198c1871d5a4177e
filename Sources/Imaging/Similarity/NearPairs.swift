import Dispatch
import Synchronization

/// Finds all pictures among many that are the same one: saved again, or with left and right exchanged.
///
/// Two hashes that differ in at most `bound` bits agree in a band of one of their halves, so that only pictures that
/// share a band are compared. The result is that of comparing each with each.
package struct NearPairs: Sendable {
  /// A picture among many.
  package struct Picture: Sendable {
    package let hash: PictureHash
    package let mirrored: PictureHash?
    package let aspect: Float
    package let color: Color

    /// A picture by what is known of it.
    package init(hash: PictureHash, mirrored: PictureHash?, aspect: Double, color: Color) {
      self.hash = hash
      self.mirrored = mirrored
      self.aspect = Float(aspect)
      self.color = color
    }

    /// All that is compared: equal for equal pictures.
    var key: (UInt64, UInt64, UInt32, Float) {
      (hash.frequencies, hash.gradients, color.number, aspect)
    }

    /// Whether hashes that are near may be those of one picture, by its colors and shape.
    func fits(_ other: Picture) -> Bool {
      if hash.isPlain || other.hash.isPlain {
        return hash == other.hash && color.distance(to: other.color) <= 3
      }
      return color.distance(to: other.color) <= 10 * 10
        && max(aspect, other.aspect) <= min(aspect, other.aspect) * 1.03
    }

    /// The hash by which copies with left and right exchanged are found; `nil` where they are found by its own.
    var probe: PictureHash? {
      mirrored.flatMap { $0 == hash || $0.isPlain || hash.isPlain ? nil : $0 }
    }
  }

  /// Bits in which the hashes of one picture may differ.
  package static let bound = 8

  private let pictures: [Picture]
  private let sets: HashSets

  /// Among `pictures`.
  package init(_ pictures: [Picture]) {
    self.pictures = pictures
    sets = HashSets(pictures)
  }

  /// Groups of two and more, as places among the pictures in rising order. Likeness is handed on: what is like one of a
  /// group is in it.
  package func groups() -> [[Int]] {
    let bands = HashBand.all(within: Self.bound)
    let joins = Mutex(sets.twins)
    DispatchQueue.concurrentPerform(iterations: bands.count + 1) { number in
      let found = number < bands.count ? self.joins(in: bands[number]) : equalHashes()
      joins.withLock { $0 += found }
    }
    var joined = DisjointSets(pictures.count)
    for (one, other) in joins.withLock({ $0 }) { _ = joined.join(one, other) }
    return joined.groups()
  }

  /// Pairs whose hashes share a band, without those that others of it imply.
  private func joins(in band: HashBand) -> [(Int, Int)] {
    let members = BandOrder(sets.hashes, band)
    let probes = BandOrder(sets.probes, band)
    var search = PairSearch(pictures, sets)
    for key in 0..<band.keyCount {
      search.compare(members, members[key], probes, probes[key], band)
    }
    return search.joins
  }

  private func equalHashes() -> [(Int, Int)] {
    var search = PairSearch(pictures, sets)
    for set in sets.hashes.indices where sets[set].count > 1 { search.join(set, set) }
    return search.joins
  }
}

/// Compares the hashes of one band.
private struct PairSearch {
  private(set) var joins: [(Int, Int)] = []
  private let pictures: [NearPairs.Picture]
  private let sets: HashSets
  private var joined: DisjointSets
  private var places: [UInt32] = []
  private var compared: Set<UInt64> = []

  /// A band of more hashes is divided by the other half of them, where that helps; one of very many more finely.
  private static let many = 256
  private static let veryMany = 8192
  /// Pairs of pictures, of two hashes, that are compared again sooner than remembered.
  private static let few = 16

  init(_ pictures: [NearPairs.Picture], _ sets: HashSets) {
    self.pictures = pictures
    self.sets = sets
    joined = DisjointSets(pictures.count)
  }

  /// Compares `members` in `range` with each other, and with the `probes` in `probed`.
  mutating func compare(
    _ members: BandOrder, _ range: Range<Int>, _ probes: BandOrder, _ probed: Range<Int>,
    _ band: HashBand
  ) {
    guard range.count > Self.many, let parts = divided(members, range, probes, probed, band)
    else { return compareAll(members, range, probes, probed) }
    for (members, probes) in parts {
      for key in 0..<members.keyCount { compareAll(members, members[key], probes, probes[key]) }
    }
  }

  private mutating func compareAll(
    _ members: BandOrder, _ range: Range<Int>, _ probes: BandOrder, _ probed: Range<Int>
  ) {
    guard !range.isEmpty, range.count + probed.count > 1 else { return }
    if places.count < range.count { places = [UInt32](repeating: 0, count: range.count) }
    for place in range {
      let rest = place + 1..<range.upperBound
      let count = members.near(members.hash(place), in: rest, NearPairs.bound, &places)
      for number in 0..<count {
        join(Int(members.order[place]), found(number, members, rest))
      }
    }
    for place in probed {
      let picture = Int(probes.order[place])
      let count = members.near(probes.hash(place), in: range, NearPairs.bound, &places)
      for number in 0..<count { join(picture, mirroring: found(number, members, range)) }
    }
  }

  private func found(_ number: Int, _ members: BandOrder, _ range: Range<Int>) -> Int {
    Int(members.order[range.lowerBound + Int(places[number])])
  }

  /// Joins the pictures of both sets that fit each other.
  mutating func join(_ one: Int, _ other: Int) {
    if sets[one].count * sets[other].count > Self.few {
      let pair = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
      guard compared.insert(pair).inserted else { return }
    }
    for first in sets[one] { for second in sets[other] { joinIfFit(first, second) } }
  }

  /// Joins the picture with those of a set that fit it.
  private mutating func join(_ picture: Int, mirroring set: Int) {
    if sets[set].count > Self.few {
      let pair = UInt64(1) << 63 | UInt64(picture) << 32 | UInt64(set)
      guard compared.insert(pair).inserted else { return }
    }
    for other in sets[set] { joinIfFit(picture, other) }
  }

  private mutating func joinIfFit(_ one: Int, _ other: Int) {
    guard one != other, !joined.areJoined(one, other), pictures[one].fits(pictures[other]) else {
      return
    }
    _ = joined.join(one, other)
    joins.append((one, other))
  }

  /// The same by bands of the other half; `nil` where that would be more work.
  private func divided(
    _ members: BandOrder, _ range: Range<Int>, _ probes: BandOrder, _ probed: Range<Int>,
    _ band: HashBand
  ) -> [(BandOrder, BandOrder)]? {
    let bands =
      range.count > Self.veryMany
      ? HashBand.pairs(ofHalf: !band.isOfGradients, within: NearPairs.bound)
      : HashBand.ofHalf(!band.isOfGradients, within: NearPairs.bound)
    let parts = bands.map { (members.part(range, $0), probes.part(probed, $0)) }
    let cost = parts.reduce(0) { sum, part in
      (0..<part.0.keyCount).reduce(sum) {
        $0 + part.0[$1].count * (part.0[$1].count / 2 + part.1[$1].count)
      }
    }
    return cost < range.count * (range.count / 2 + probed.count) ? parts : nil
  }
}
