/// What a reference shows of its asset: one lower-case word or hyphenated words.
///
/// The named ones are understood in prompts; any other word is kept as the user wrote it.
public struct View: RawRepresentable, Codable, Hashable, Sendable {
  /// The word, as in `three-quarter`.
  public let rawValue: String

  /// The view called `rawValue`, lower-cased, spaces and underscores made hyphens.
  public init(rawValue: String) {
    let words = rawValue.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }
    self.rawValue = words.joined(separator: "-")
  }

  /// Seen from the front.
  public static let front = View(rawValue: "front")
  /// Between front and profile.
  public static let threeQuarter = View(rawValue: "three-quarter")
  /// Seen from the side.
  public static let profile = View(rawValue: "profile")
  /// Seen from behind.
  public static let back = View(rawValue: "back")
  /// The face, close.
  public static let face = View(rawValue: "face")
  /// Head to foot.
  public static let fullBody = View(rawValue: "full-body")
  /// A part, close.
  public static let detail = View(rawValue: "detail")
  /// A facial expression.
  public static let expression = View(rawValue: "expression")

  /// The views that have names, in the order in which help texts list them.
  public static let named: [View] = [
    .front, .threeQuarter, .profile, .back, .face, .fullBody, .detail, .expression,
  ]
}
