import TroupeCImaging

/// Some bits of one half of a hash: one run of them, or two.
struct HashBand: Sendable {
  private struct Run {
    let start: UInt64
    let width: UInt64

    /// The run of this number where a half is cut into `count`.
    init(_ number: Int, of count: Int) {
      start = UInt64(number * 64 / count)
      width = UInt64((number + 1) * 64 / count) - start
    }

    func bits(of half: UInt64) -> UInt64 { half >> start & (1 << width - 1) }
  }

  let isOfGradients: Bool
  private let first: Run
  private let second: Run?

  /// Bands of which two hashes that differ in at most `bound` bits share one: either their frequencies differ in at most
  /// half of the bound, or their gradients in less than half.
  static func all(within bound: Int) -> [HashBand] {
    ofHalf(false, within: bound / 2) + ofHalf(true, within: bound - bound / 2 - 1)
  }

  /// Bands of which two halves that differ in at most `bound` bits share one.
  static func ofHalf(_ isOfGradients: Bool, within bound: Int) -> [HashBand] {
    (0...bound).map {
      HashBand(isOfGradients: isOfGradients, first: Run($0, of: bound + 1), second: nil)
    }
  }

  /// The same of twice as many bits: of one run more, two are shared. More bands, and far fewer that share one by chance.
  static func pairs(ofHalf isOfGradients: Bool, within bound: Int) -> [HashBand] {
    let runs = (0...bound + 1).map { Run($0, of: bound + 2) }
    return runs.indices.flatMap { one in
      runs[..<one].map { HashBand(isOfGradients: isOfGradients, first: runs[one], second: $0) }
    }
  }

  /// How many values it can have.
  var keyCount: Int { 1 << Int(first.width + (second?.width ?? 0)) }

  /// What it is in `hash`.
  func key(of hash: PictureHash) -> Int {
    let half = isOfGradients ? hash.gradients : hash.frequencies
    guard let second else { return Int(first.bits(of: half)) }
    return Int(first.bits(of: half) << second.width | second.bits(of: half))
  }
}

/// Hashes in the order of one band of them.
struct BandOrder {
  /// The sets of pictures, or the pictures, that they belong to.
  let order: [UInt32]
  private let first: [UInt64]
  private let second: [UInt64]
  private let starts: [Int32]

  /// The hashes of sets, in their order.
  init(_ hashes: [PictureHash], _ band: HashBand) {
    self.init(count: hashes.count, band, hash: { hashes[$0] }, owner: { UInt32($0) })
  }

  /// The hashes of pictures.
  init(_ hashes: [(picture: Int, hash: PictureHash)], _ band: HashBand) {
    self.init(
      count: hashes.count, band, hash: { hashes[$0].hash }, owner: { UInt32(hashes[$0].picture) })
  }

  /// Those in `range` in the order of another band.
  func part(_ range: Range<Int>, _ band: HashBand) -> BandOrder {
    BandOrder(
      count: range.count, band, hash: { hash(range.lowerBound + $0) },
      owner: { order[range.lowerBound + $0] })
  }

  private init(
    count: Int, _ band: HashBand, hash: (Int) -> PictureHash, owner: (Int) -> UInt32
  ) {
    var starts = [Int32](repeating: 0, count: band.keyCount + 1)
    for index in 0..<count { starts[band.key(of: hash(index)) + 1] += 1 }
    for key in 1..<starts.count { starts[key] += starts[key - 1] }
    var next = starts
    var order = [UInt32](repeating: 0, count: count)
    var (first, second) = (
      [UInt64](repeating: 0, count: count), [UInt64](repeating: 0, count: count)
    )
    for index in 0..<count {
      let hash = hash(index)
      let key = band.key(of: hash)
      let place = Int(next[key])
      next[key] += 1
      order[place] = owner(index)
      (first[place], second[place]) = (hash.frequencies, hash.gradients)
    }
    (self.order, self.first, self.second, self.starts) = (order, first, second, starts)
  }

  var keyCount: Int { starts.count - 1 }

  /// Where those stand whose band is `key`.
  subscript(key: Int) -> Range<Int> { Int(starts[key])..<Int(starts[key + 1]) }

  func hash(_ place: Int) -> PictureHash {
    PictureHash(frequencies: first[place], gradients: second[place])
  }

  /// Writes to `places` where in `range`, from its start, hashes stand that are near to `hash`; returns how many.
  func near(
    _ hash: PictureHash, in range: Range<Int>, _ bound: Int, _ places: inout [UInt32]
  ) -> Int {
    if range.isEmpty { return 0 }
    return first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        places.withUnsafeMutableBufferPointer {
          ti_hashes_near(
            first.baseAddress.map { $0 + range.lowerBound },
            second.baseAddress.map { $0 + range.lowerBound }, range.count, hash.frequencies,
            hash.gradients, UInt32(bound), $0.baseAddress, $0.count)
        }
      }
    }
  }
}
