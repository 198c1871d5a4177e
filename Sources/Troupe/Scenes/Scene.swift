/// A scene as its file says it: its shots in order, read whole and checked, before anything is sent.
public struct Scene: Hashable, Sendable {
  /// What it is called; `nil` where its file does not say.
  public var title: String?
  /// The name of its file, for errors.
  public var name: String
  /// Its shots in the order of the file, 1 to 10,000, each with an id of its own.
  public var shots: [Shot]
  /// The assets that it shows as they were, in the order of the file; all others are as they are today.
  public var cast: [SceneVersion]
  /// Whether a shot has no id in the file yet; it has the one that `writingIDs(in:)` would write there.
  public var missingIDs: Bool

  /// A scene of `shots`.
  public init(
    title: String? = nil, name: String, shots: [Shot], cast: [SceneVersion] = [],
    missingIDs: Bool = false
  ) {
    self.title = title
    self.name = name
    self.shots = shots
    self.cast = cast
    self.missingIDs = missingIDs
  }
}

/// An asset that a scene shows as it was, as in `kael = "@kael#3"`.
public struct SceneVersion: Hashable, Sendable {
  /// Which version of which asset.
  public var name: NamedVersion
  /// The line of the file on which it stands, from 1.
  public var line: Int

  /// The version called `name`.
  public init(_ name: NamedVersion, line: Int = 1) {
    self.name = name
    self.line = line
  }
}
