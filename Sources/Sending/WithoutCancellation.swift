/// Runs `body` to its end even when the task is cancelled meanwhile: a record that was begun must become true.
func withoutCancellation<Value: Sendable>(
  _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await Task { try await body() }.value
}
