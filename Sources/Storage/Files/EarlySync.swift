/// Which parts of a file that grows are to be brought to the disk while more comes.
struct EarlySync {
  /// Large enough to be written in one go, in bytes.
  private static let step = 4 << 20
  private var done = 0

  /// The part that has come since the last one, once it is large enough.
  mutating func next(upTo count: Int) -> Range<Int>? {
    guard count - done >= Self.step else { return nil }
    defer { done = count }
    return done..<count
  }
}
