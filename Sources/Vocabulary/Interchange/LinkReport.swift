/// What was taken over from the cast of a linked library.
public struct LinkReport: Encodable, Hashable, Sendable {
  /// The folder of that library, from the root.
  public let library: String
  /// Assets that came in.
  public var added: [Handle]
  /// Assets that changed there.
  public var changed: [Handle]
  /// Assets that were removed there.
  public var removed: [Handle]
  /// What could not be taken over, in words.
  public var notes: [String]

  /// Whether nothing changed, and all could be taken over.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty && notes.isEmpty }

  /// Nothing of `library` so far.
  public init(
    library: String, added: [Handle] = [], changed: [Handle] = [], removed: [Handle] = [],
    notes: [String] = []
  ) {
    self.library = library
    self.added = added
    self.changed = changed
    self.removed = removed
    self.notes = notes
  }
}
