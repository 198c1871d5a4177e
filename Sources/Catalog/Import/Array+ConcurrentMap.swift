internal import Foundation

extension Array where Element: Sendable {
  /// The results of `transform`, in order.
  /// - Parameter width: how many are worked out at once; `nil` for as many as there are processors.
  /// - Throws: the error of the first element that fails; those after it may not have been tried.
  package func concurrentMap<Result: Sendable>(
    width: Int? = nil, _ transform: @Sendable @escaping (Element) async throws -> Result
  ) async throws -> [Result] {
    let width = Swift.max(1, width ?? ProcessInfo.processInfo.activeProcessorCount)
    return try await withThrowingTaskGroup(of: (Int, Swift.Result<Result, any Error>).self) {
      group in
      var outcomes: [Int: Swift.Result<Result, any Error>] = [:]
      var hasFailed = false
      for (index, element) in enumerated() {
        if index >= width, let (done, outcome) = try await group.next() {
          outcomes[done] = outcome
          hasFailed = hasFailed || outcome.isFailure
        }
        if hasFailed { break }
        try Task.checkCancellation()
        group.addTask {
          do { return (index, .success(try await transform(element))) } catch {
            return (index, .failure(error))
          }
        }
      }
      for try await (done, outcome) in group { outcomes[done] = outcome }
      return try outcomes.sorted { $0.key < $1.key }.map { try $0.value.get() }
    }
  }
}

extension Result {
  fileprivate var isFailure: Bool {
    if case .failure = self { true } else { false }
  }
}
