/// What became of the user's profiles when a provider was asked for its list of models. Each model by its id, in order.
public struct ModelRefresh: Codable, Hashable, Sendable {
  /// Whose list.
  public let provider: String
  /// The folder that holds the profiles.
  public let folder: String
  /// New on the list.
  public internal(set) var added: [String] = []
  /// Listed with other figures than before.
  public internal(set) var changed: [String] = []
  /// Listed as before.
  public internal(set) var unchanged: [String] = []
  /// No longer on the list.
  public internal(set) var removed: [String] = []
  /// Left as they are: a file written by hand describes them, or what they cost could not be asked for just now.
  public internal(set) var kept: [String] = []
  /// What was odd, in words; each cost one model or one figure.
  public internal(set) var problems: [String] = []

  /// Nothing yet.
  init(provider: String, folder: String) {
    self.provider = provider
    self.folder = folder
  }
}
