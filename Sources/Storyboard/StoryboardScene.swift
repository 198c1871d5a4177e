package import TroupeDrawing
package import TroupeImaging
package import TroupeVocabulary

/// What the offline model is asked to draw.
package struct StoryboardScene: Sendable {
  /// One input image with what is known of it.
  package struct Picture: Sendable {
    /// The words on its tag, such as the asset's name; pictures of one label and kind share a
    /// card. May be empty.
    package var label: String
    /// What it shows; `nil` counts as an object.
    package var kind: Kind?
    /// The view it shows.
    package var view: View?
    /// The look it shows.
    package var look: String?
    /// What it is in the request.
    package var role: Role
    /// The picture itself.
    package var raster: Raster

    package init(
      label: String, kind: Kind? = nil, view: View? = nil, look: String? = nil,
      role: Role = .identity, raster: Raster
    ) {
      self.label = label
      self.kind = kind
      self.view = view
      self.look = look
      self.role = role
      self.raster = raster
    }
  }

  /// The prompt or instruction as the user wrote it.
  package var prompt: String
  /// The picture that `prompt` changes; `nil` draws a new one.
  package var parent: Raster?
  /// The other images in order.
  package var pictures: [Picture]
  /// Width of the frame in pixels, 64 to 16384.
  package var width: Int
  /// Height of the frame in pixels, 64 to 16384.
  package var height: Int
  /// The aspect ratio as asked, for the header.
  package var aspect: String?
  /// The model's id, for the header.
  package var model: String
  /// The seed as asked, for the header; it changes the drawing's details.
  package var seed: Int?
  /// Fonts in order of preference; without any the frame has no words.
  package var fonts: [Font]

  package init(
    prompt: String, parent: Raster? = nil, pictures: [Picture] = [], width: Int, height: Int,
    aspect: String? = nil, model: String = "troupe/storyboard", seed: Int? = nil, fonts: [Font]
  ) {
    self.prompt = prompt
    self.parent = parent
    self.pictures = pictures
    self.width = width
    self.height = height
    self.aspect = aspect
    self.model = model
    self.seed = seed
    self.fonts = fonts
  }

  /// Whether a parent is changed.
  package var isEdit: Bool { parent != nil }
}
