internal import Dispatch

extension Collection where Self: Sendable, Index == Int {
  /// What `transform` makes of each element, in their order, divided over the processors. It has to be pure: the order
  /// in which it is called is not known.
  func concurrentMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    Array(unsafeUninitializedCapacity: count) { results, made in
      // Each call writes an element of its own, and all have ended before the buffer is read.
      nonisolated(unsafe) let results = results
      DispatchQueue.concurrentPerform(iterations: count) { number in
        results.initializeElement(at: number, to: transform(self[startIndex + number]))
      }
      made = count
    }
  }
}
