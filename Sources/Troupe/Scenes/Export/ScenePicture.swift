public import Foundation

/// A picture of a scene that is to be exported.
public struct ScenePicture: Hashable, Sendable {
  /// The shot, by id.
  public var shot: String
  /// Which one it is in the scene, from 1.
  public var number: Int
  /// What the shot is called.
  public var title: String?
  /// The image, as it was made.
  public var file: URL

  /// The image of a shot.
  public init(shot: String, number: Int, title: String? = nil, file: URL) {
    self.shot = shot
    self.number = number
    self.title = title
    self.file = file
  }
}

/// What a scene is exported as.
public enum SceneExport: Hashable, Sendable {
  /// A folder of image files, named by a template: `{n}` is the number, `{n:03}` with zeros to three digits, `{id}`,
  /// `{title}`, `{ext}`.
  case files(template: String)
  /// A comic book archive: a ZIP with the images as they are, and `ComicInfo.xml`.
  case cbz
  /// A PDF with a page for each image.
  case pdf

  /// As in `001-s7k2-The roof.png`.
  public static let usualTemplate = "{n:03}-{id}-{title}.{ext}"
}
