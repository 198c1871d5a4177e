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

  /// - Parameter indices: for each element, the index of its value.
  init(values: [Value], indices: [Int]) {
    self.values = values
    self.indices = indices
  }

  /// The value of the element at `index`.
  subscript(index: Int) -> Value { values[indices[index]] }

  /// What `transform` makes of each element, called once for a value.
  func map<Result>(_ transform: (Value) -> Result) -> [Result] {
    let results = values.map(transform)
    return indices.map { results[$0] }
  }

  /// The distinct values of a property of the values.
  func grouped<Property: Equatable & Sendable>(
    by property: (Value) -> Property
  ) -> DistinctValues<Property> {
    let distinct = DistinctValues<Property>(values.map(property))
    return DistinctValues<Property>(
      values: distinct.values, indices: indices.map { distinct.indices[$0] })
  }
}
