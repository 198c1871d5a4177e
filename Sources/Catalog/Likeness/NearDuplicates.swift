internal import TroupeImaging
internal import TroupeVocabulary

/// Finds pictures that are the same one, encoded again.
enum NearDuplicates {
  /// Two hashes that differ in at most ten of 128 bits agree in one of twelve bands of them.
  private static let bands = 12

  /// The groups of two and more, each in the order of `pictures`, the group that begins first first.
  /// Likeness is handed on: what is like one of a group is in it.
  static func groups(_ pictures: [(digest: Digest, fingerprint: Fingerprint)]) -> [[Digest]] {
    var leaders = Array(pictures.indices)
    func leader(_ index: Int) -> Int {
      var index = index
      while leaders[index] != index { index = leaders[index] }
      return index
    }
    var seen: [Band: [Int]] = [:]
    for (index, picture) in pictures.enumerated() {
      var met: Set<Int> = []
      for number in 0..<bands {
        let band = Band(number: number, bits: bits(number, of: picture.fingerprint))
        met.formUnion(seen[band, default: []])
        seen[band, default: []].append(index)
      }
      for other in met
      where pictures[other].fingerprint.likeness(to: picture.fingerprint) == .samePicture {
        let (one, two) = (leader(other), leader(index))
        leaders[max(one, two)] = min(one, two)
      }
    }
    let groups = Dictionary(grouping: pictures.indices, by: leader)
    return groups.sorted { $0.key < $1.key }.map { $0.value.map { pictures[$0].digest } }
      .filter { $0.count > 1 }
  }

  private struct Band: Hashable {
    let number: Int
    let bits: UInt64
  }

  /// Six bands of each hash.
  private static func bits(_ number: Int, of fingerprint: Fingerprint) -> UInt64 {
    let hash = number < 6 ? fingerprint.hash.frequencies : fingerprint.hash.gradients
    let start = (number % 6) * 11
    return hash >> start & (1 << min(11, 64 - start) - 1)
  }
}
