/// The few different values among many, each by a small number.
///
/// An asset's hundreds of pictures have a handful of views and looks: comparing is quicker there
/// than hashing, and numbers than either.
struct Distinct<Value: Equatable & Sendable>: Sendable {
  /// Every value once, in order of first appearance.
  private(set) var values: [Value] = []
  /// For each of the many the place of its value.
  private(set) var places: [Int] = []

  init(_ many: some Collection<Value>) {
    places.reserveCapacity(many.count)
    for value in many {
      if let place = values.firstIndex(of: value) {
        places.append(place)
      } else {
        places.append(values.count)
        values.append(value)
      }
    }
  }
}
