/// One picture of a scene.
public struct Shot: Hashable, Sendable {
  /// Its lasting name in the scene, as in `3` or `s7k2`.
  public var id: String
  /// The line of the file on which it begins, from 1.
  public var line: Int
  /// What it is called.
  public var title: String?
  /// The words to send, with snippets and variables put in.
  public var prompt: String
  /// The words as they stand in the file.
  public var written: String
  /// What it is made from, if it changes an image.
  public var edit: ShotSource?
  /// The shots that come before it, whose images go with it.
  public var after: [ShotInput]
  /// How many images are made to choose from, 1 to 100.
  public var takes: Int
  /// The looks in which assets appear in it, in order of handle.
  public var looks: [NamedLook]
  /// All else that it asks for. `options.written` is `written`, so that `prompt` is sent as it is; `options.maxCost` is
  /// the bound of one take; `options.shot` the story's shot.
  public var options: GenerateOptions
  /// The versions that its scene shows, where it says none itself.
  var shown: [NamedVersion] = []
  /// The shot of the story that it is by its place in the scene, where it says none itself.
  var story: Int?
  /// The last shot of the story at which anything begins to hold of the cast; 0 for none.
  var epoch = 0

  /// The versions of assets that it shows.
  var versions: [NamedVersion] {
    options.versions
      + shown.filter { one in !options.versions.contains { $0.asset == one.asset } }
  }

  /// A shot; all but its id and its words may be left out.
  public init(
    id: String, line: Int = 1, title: String? = nil, prompt: String, written: String? = nil,
    edit: ShotSource? = nil, after: [ShotInput] = [], takes: Int = 1, looks: [NamedLook] = [],
    options: GenerateOptions = GenerateOptions()
  ) {
    self.id = id
    self.line = line
    self.title = title
    self.prompt = prompt
    self.written = written ?? prompt
    self.edit = edit
    self.after = after
    self.takes = takes
    self.looks = looks
    self.options = options
    self.options.written = self.written
  }
}

/// What a shot that changes an image is made from.
public enum ShotSource: Hashable, Sendable {
  /// The image of another shot of the scene, by id.
  case shot(String)
  /// A generated image or a file.
  case image(ImageName)
}

/// An earlier shot whose image goes with another.
public struct ShotInput: Hashable, Sendable {
  /// The earlier shot, by id.
  public var shot: String
  /// What its image is for; a composition where the file does not say.
  public var role: Role

  /// The image of `shot` in `role`.
  public init(_ shot: String, role: Role = .composition) {
    self.shot = shot
    self.role = role
  }
}
