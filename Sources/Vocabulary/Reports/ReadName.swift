/// What the name of a picture's file says of it, before it is taken.
public struct ReadName: Codable, Hashable, Sendable {
  /// The file, as the user named it or its folder.
  public let file: String
  /// The look that it names: one of the asset's, or a new one that a folder is called by.
  public var look: String?
  /// Whether the asset has no such look yet, so that it would be made.
  public var isNewLook: Bool
  /// The view that it names.
  public var view: View?
  /// The time of day that it names, of a picture of a place.
  public var time: TimeOfDay?
  /// Its other words; empty where it has none.
  public var caption: String
  /// The number at its end, as in `back 2`.
  public var number: Int?
  /// Another asset that it names and whose picture it may be; `nil` where it names none, or this one too.
  public var other: Handle?

  /// What is read from the name of `file`.
  public init(
    file: String, look: String? = nil, isNewLook: Bool = false, view: View? = nil,
    time: TimeOfDay? = nil, caption: String = "", number: Int? = nil, other: Handle? = nil
  ) {
    self.file = file
    self.look = look
    self.isNewLook = isNewLook
    self.view = view
    self.time = time
    self.caption = caption
    self.number = number
    self.other = other
  }
}

/// What the names of several pictures say, and what is passed over.
public struct ReadNames: Codable, Hashable, Sendable {
  /// The pictures in the order in which they would be added.
  public let pictures: [ReadName]
  /// Files of folders that are not images.
  public let passedOver: [String]

  /// A report.
  public init(pictures: [ReadName], passedOver: [String] = []) {
    self.pictures = pictures
    self.passedOver = passedOver
  }

  /// The looks that would be made, in order.
  public var newLooks: [String] {
    var seen: Set<String> = []
    return pictures.filter(\.isNewLook).compactMap(\.look).filter {
      seen.insert(Handle.folded($0)).inserted
    }
  }
}
