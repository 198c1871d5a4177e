/// The names of exported pictures of a scene.
struct PictureNames {
  private let names: FileNames

  /// - Throws: `TroupeError.invalidValue` for a part in braces that is not known.
  init(template: String) throws {
    names = try FileNames(template: template, fields: ["id", "title"])
  }

  /// One for each of `pictures`, in order.
  /// - Throws: `TroupeError.invalidValue` where two would be the same, at least where case makes no difference.
  func names(_ pictures: [(picture: ScenePicture, type: MediaType)]) throws -> [String] {
    try names.names(
      pictures.map { picture, type in
        FileNames.File(
          fields: ["id": picture.shot, "title": picture.title ?? ""], number: picture.number,
          ending: type.fileExtension, owner: picture.shot)
      })
  }
}
