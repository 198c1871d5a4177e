extension Library {
  /// How many references in use each asset has; assets without any are absent.
  public func referenceCounts() async throws -> [ULID: Int] {
    try await services.catalog.referenceCounts()
  }
}
