/// Runs `body` to its end although the caller is cancelled: once bytes have left, the record must become true.
func uncancelled<Result: Sendable>(
  _ body: @Sendable @escaping () async throws -> Result
) async throws -> Result {
  try await Task { try await body() }.value
}
