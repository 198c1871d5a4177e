/// What is said of a reference. `nil` means: not said, or leave it as it is.
public struct ReferenceDetails: Hashable, Sendable {
  /// What it shows of the asset.
  public var view: View?
  /// Which look it shows; a new name makes a new look, an empty one means the usual look.
  public var look: String?
  /// A sentence about it.
  public var caption: String?
  /// Words to find it by.
  public var tags: [String]?
  /// Whether it is chosen before others of its asset.
  public var isPinned: Bool?

  /// Details, each optional.
  public init(
    view: View? = nil, look: String? = nil, caption: String? = nil, tags: [String]? = nil,
    isPinned: Bool? = nil
  ) {
    self.view = view
    self.look = look
    self.caption = caption
    self.tags = tags
    self.isPinned = isPinned
  }
}
