/// The distinct values of a sequence with many repeats, each represented by a small integer.
///
/// The hundreds of pictures of an asset have few views and looks: comparing is faster there than
/// hashing, and integers are faster to compare than values.
struct DistinctValues<Value: Equatable & Sendable>: Sendable {
  /// Every value once, in order of first appearance.
  private(set) var values: [Value] = []
  /// For each element of the sequence the index of its value in `values`.
  private(set) var indices: [Int] = []

  init(_ sequence: some Collection<Value>) {
    indices.reserveCapacity(sequence.count)
    for value in sequence {
      if let index = values.firstIndex(of: value) {
        indices.append(index)
      } else {
        indices.append(values.count)
        values.append(value)
      }
    }
  }
}
