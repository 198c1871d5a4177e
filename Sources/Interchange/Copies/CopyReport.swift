/// What was taken out of a copy and what the caller may want to know, each once.
struct CopyReport: Sendable {
  private static let most = 64
  private static let longestName = 80

  /// The names of what was taken out, in the order of the file.
  private(set) var removed: [String] = []
  /// Short sentences.
  private(set) var notes: [String] = []

  /// Names something that was taken out; of very many only the first are named.
  mutating func remove(_ name: String) {
    guard removed.count < Self.most, !removed.contains(name) else { return }
    removed.append(removed.count == Self.most - 1 ? "more than is named here" : name)
  }

  /// Names the bytes that follow a picture, if there are any.
  mutating func removeTrailing(_ count: Int) {
    if count > 0 { remove(Self.trailing(count)) }
  }

  /// Keeps a sentence.
  mutating func note(_ sentence: String) {
    if notes.count < Self.most, !notes.contains(sentence) { notes.append(sentence) }
  }

  /// The name of so many bytes that follow a picture.
  static func trailing(_ count: Int) -> String {
    count == 1 ? "1 byte after the picture" : "\(count) bytes after the picture"
  }

  /// The name of a text under a key that stands in a file.
  static func text(_ key: String) -> String { "the text “\(shown(key))”" }

  /// A name from a file without what could disturb a terminal, and not too long.
  static func shown(_ name: String) -> String {
    let scalars = name.unicodeScalars.prefix(longestName).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        Unicode.Scalar("?")
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// What Content Credentials are called.
  static let credentials = "Content Credentials (C2PA)"
  /// What a block of EXIF is called.
  static let exif = "EXIF"
  /// What a packet of XMP is called.
  static let xmp = "XMP"
  /// What a block of IPTC is called.
  static let iptc = "IPTC"
}
