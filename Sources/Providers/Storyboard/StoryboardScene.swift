package import TroupeVocabulary

/// What the offline model is asked to draw.
package struct StoryboardScene: Sendable {
  /// One input image with what is known of it.
  package struct Picture: Sendable {
    /// The words on its tag, such as the asset's name; may be empty.
    package var label: String
    /// What it shows; `nil` counts as an object.
    package var kind: Kind?
    /// The view it shows.
    package var view: View?
    /// The look it shows.
    package var look: String?
    /// What it is in the request.
    package var role: Role

    package init(
      label: String, kind: Kind? = nil, view: View? = nil, look: String? = nil,
      role: Role = .identity
    ) {
      self.label = label
      self.kind = kind
      self.view = view
      self.look = look
      self.role = role
    }
  }

  /// The prompt or instruction as the user wrote it.
  package var prompt: String
  /// Whether `prompt` changes a parent.
  package var isEdit: Bool
  /// The other images in order.
  package var pictures: [Picture]
  /// Width of the frame in pixels, 64 to 16384.
  package var width: Int
  /// Height of the frame in pixels, 64 to 16384.
  package var height: Int
  /// The aspect ratio as asked, for the header.
  package var aspect: String?
  /// The seed as asked, for the header; it changes the drawing's details.
  package var seed: Int?

  package init(
    prompt: String, isEdit: Bool, pictures: [Picture], width: Int, height: Int,
    aspect: String? = nil, seed: Int? = nil
  ) {
    self.prompt = prompt
    self.isEdit = isEdit
    self.pictures = pictures
    self.width = width
    self.height = height
    self.aspect = aspect
    self.seed = seed
  }
}
