/// Pictures of a library that are nearly the same one.
public struct DuplicateGroup: Encodable, Hashable, Sendable {
  /// The one that came first.
  public let first: LibraryPicture
  /// What the others are to the first.
  public let others: [LookAlike]
  /// How many more there are, which were not compared by their pixels.
  public let further: Int

  /// A group.
  public init(first: LibraryPicture, others: [LookAlike], further: Int = 0) {
    self.first = first
    self.others = others
    self.further = further
  }
}

/// The pictures of a library that are nearly the same.
public struct Duplicates: Encodable, Hashable, Sendable {
  /// The largest groups first.
  public let groups: [DuplicateGroup]
  /// Groups that fingerprints show in all, those left out among them.
  public let total: Int
  /// Pictures of the library that have no whole fingerprint yet, and were not looked at.
  public let waiting: Int

  /// What was found.
  public init(groups: [DuplicateGroup], total: Int, waiting: Int) {
    self.groups = groups
    self.total = total
    self.waiting = waiting
  }
}
