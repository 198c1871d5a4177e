import TroupeVocabulary

/// The pictures of one request by the vendor's fields, each in the order of position.
struct IdeogramPictures {
  /// The one that is edited.
  private(set) var edited: StoredImage?
  /// What of it may change: black.
  private(set) var mask: StoredImage?
  private(set) var characters: [StoredImage] = []
  private(set) var styles: [StoredImage] = []

  /// - Throws: `RequestError.tooManyReferences` beyond the model's bounds; `.invalidValue` for one that no field is for.
  init(_ request: ProviderRequest) throws(TroupeError) {
    let profile = request.profile
    try request.refuseAddresses()
    mask = request.asked.mask
    if let mask, !profile.capabilities.mask {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
    }
    var objects = 0
    for input in request.inputs.sorted(by: { $0.position < $1.position }) {
      switch (input.role, input.kind) {
      case (.parent, _): edited = input.rendition
      case (.style, _), (.identity, .style): styles.append(input.rendition)
      case (.identity, .object), (.identity, .place), (.background, _): objects += 1
      case (.identity, _): characters.append(input.rendition)
      case (.pose, _), (.composition, _):
        throw .invalidValue(
          name: "references", value: input.role.rawValue,
          expected: "\(profile.id) takes pictures of characters and styles, and one to edit")
      }
    }
    for (kind, count) in [
      (Kind.character, characters.count), (.object, objects), (.style, styles.count),
    ] {
      guard let most = profile.limits.kinds[kind.rawValue]?.hard, count > most else { continue }
      throw .request(
        .tooManyReferences(
          model: profile.id, named: count, limit: "\(kind.rawValue)s", bound: most))
    }
    // Without one it is the other model, at less than half the price.
    if profile.limits.kinds[Kind.character.rawValue]?.hard == 1, characters.isEmpty {
      throw .invalidValue(
        name: "references", value: "0 of characters",
        expected: "\(profile.id) makes images of a character, with one picture of it")
    }
  }

  /// The parts of a form, in the order of the vendor's schema.
  var parts: [MultipartForm.Part] {
    named("image", edited.map { [$0] } ?? []) + named("mask", mask.map { [$0] } ?? [])
      + named("style_reference_images", styles)
      + named("character_reference_images", characters)
  }

  private func named(_ field: String, _ images: [StoredImage]) -> [MultipartForm.Part] {
    images.enumerated().map { index, image in
      .file(field, fileName: "\(field)-\(index + 1).\(image.type.fileExtension)", image)
    }
  }
}
