package import TroupeVocabulary

/// What is to change of a reference; `nil` leaves a value as it is.
package struct ReferenceChanges: Sendable {
  /// What it shows of the asset.
  package var view: View?
  /// Which look it shows; a new name makes a new look, an empty one means the usual look.
  package var look: String?
  /// A sentence about it.
  package var caption: String?
  /// Words to find it by.
  package var tags: [String]?
  /// Whether it is chosen before others of its asset.
  package var isPinned: Bool?

  package init(
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
