/// What became of generations that were made elsewhere.
public struct ImportReport: Encodable, Hashable, Sendable {
  /// A line that was not taken.
  public struct Refused: Encodable, Hashable, Sendable {
    /// Its number in the file, from 1.
    public let line: Int
    /// What of it is wrong, such as `created_at`; `line` for all of it.
    public let name: String
    /// The value, at most 80 characters of it.
    public let value: String
    /// What was expected.
    public let expected: String

    /// One line with its fault.
    public init(line: Int, name: String, value: String, expected: String) {
      self.line = line
      self.name = name
      self.value = String(value.prefix(80))
      self.expected = expected
    }
  }

  /// How many were written.
  public var imported = 0
  /// How many were in the library already.
  public var known = 0
  /// How many name a parent that is neither in the library nor in the file: they were written without one.
  public var orphans = 0
  /// The lines that were not taken, in order.
  public var refused: [Refused] = []

  /// A report of nothing.
  public init() {}
}
