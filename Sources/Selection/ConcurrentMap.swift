internal import Dispatch

extension Collection where Self: Sendable, Index == Int {
  /// What `transform` makes of each element, in their order, divided over the processors. It has to be pure: the order
  /// in which it is called is not known.
  func concurrentMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    concurrentFlatMap(places: { _ in 1 }) { element, places in places.append(transform(element)) }
  }

  /// What `fill` puts in the places of each element, one behind the other, divided over the processors: made where it
  /// stays, since ten thousand results are slow to copy.
  /// - Parameters:
  ///   - places: the number of places of an element.
  ///   - fill: puts as many results as there are places. It has to be pure.
  func concurrentFlatMap<Result: Sendable>(
    places: (Element) -> Int, _ fill: @Sendable (Element, inout Places<Result>) -> Void
  ) -> [Result] {
    var starts = [0]
    for element in self { starts.append(starts[starts.count - 1] + places(element)) }
    let ends = starts
    return Array(unsafeUninitializedCapacity: ends[count]) { results, made in
      // A pointer is not Sendable, so the compiler cannot see what makes this one safe: call n writes the places from
      // ends[n] to ends[n + 1] alone, and the loop below waits for all calls before the memory is given up. Without it
      // each call would fill an array of its own, and joining these copies every result.
      nonisolated(unsafe) let results = results
      DispatchQueue.concurrentPerform(iterations: count) { number in
        var own = Places(
          UnsafeMutableBufferPointer(rebasing: results[ends[number]..<ends[number + 1]]))
        fill(self[startIndex + number], &own)
        precondition(own.isFull, "each place gets a result")
      }
      made = ends[count]
    }
  }
}

/// Places for results, filled in their order.
struct Places<Result> {
  private let memory: UnsafeMutableBufferPointer<Result>
  private var count = 0

  fileprivate init(_ memory: UnsafeMutableBufferPointer<Result>) { self.memory = memory }

  fileprivate var isFull: Bool { count == memory.count }

  mutating func append(_ result: consuming Result) {
    precondition(count < memory.count, "no place is left")
    memory.initializeElement(at: count, to: result)
    count += 1
  }
}
