/// A scene as its file says it: its shots in order, read whole and checked, before anything is sent.
public struct Scene: Hashable, Sendable {
  /// What it is called; `nil` where its file does not say.
  public var title: String?
  /// The name of its file, for errors.
  public var name: String
  /// Its shots in the order of the file, 1 to 10,000, each with an id of its own.
  public var shots: [Shot]
  /// The characters, objects and places that it shows as they once were: the reference as written, by handle without
  /// its `@`, as in `["kael": "@kael#3"]`.
  public var cast: [String: String]
  /// Whether a shot has no id in the file yet; it has the one that `writingIDs(in:)` would write there.
  public var missingIDs: Bool

  /// A scene of `shots`.
  public init(
    title: String? = nil, name: String, shots: [Shot], cast: [String: String] = [:],
    missingIDs: Bool = false
  ) {
    self.title = title
    self.name = name
    self.shots = shots
    self.cast = cast
    self.missingIDs = missingIDs
  }
}
