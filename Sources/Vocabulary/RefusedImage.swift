/// An image that cannot become a reference.
public struct RefusedImage: Hashable, Sendable {
  /// What the user calls the file.
  public let file: String
  /// Why not.
  public let error: TroupeError

  package init(file: String, error: TroupeError) {
    self.file = file
    self.error = error
  }
}
