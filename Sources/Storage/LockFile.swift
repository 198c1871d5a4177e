/// The library's one write lock: `troupe.lock` beside the database (D9).
struct LockFile: Sendable {
  let path: String
  let timeout: Duration

  /// Runs `body` while no one else, here or in another process, writes or checkpoints.
  func holding<T>(_ body: () throws -> T) throws -> T {
    let lock = try FileLock.acquire(path, timeout: timeout)
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }
}
