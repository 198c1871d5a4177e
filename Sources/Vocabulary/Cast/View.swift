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
  /// Between profile and back.
  public static let threeQuarterBack = View(rawValue: "three-quarter-back")
  /// Seen from the side, either one.
  public static let profile = View(rawValue: "profile")
  /// Seen from its own left side, so that it faces the left of the picture.
  public static let profileLeft = View(rawValue: "profile-left")
  /// Seen from its own right side, so that it faces the right of the picture.
  public static let profileRight = View(rawValue: "profile-right")
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
  /// A pose, held.
  public static let pose = View(rawValue: "pose")
  /// An act, in motion.
  public static let action = View(rawValue: "action")

  /// The whole of a place, from afar.
  public static let wide = View(rawValue: "wide")
  /// A place seen the other way: what lies behind the camera of its wide view.
  public static let reverse = View(rawValue: "reverse")
  /// A place seen toward its left side.
  public static let left = View(rawValue: "left")
  /// A place seen toward its right side.
  public static let right = View(rawValue: "right")

  /// The views that have names, in the order in which help texts list them.
  public static let named: [View] = [
    .front, .threeQuarter, .profile, .profileLeft, .profileRight, .back, .threeQuarterBack, .face,
    .fullBody, .detail, .expression, .pose, .action,
  ]
}

extension View {
  /// The angles from which places are shown.
  public static let ofPlaces: [View] = [.wide, .reverse, .left, .right, .detail]

  /// Those that show the asset at rest, from any side and distance.
  package static let angles: Set<View> = [
    .front, .threeQuarter, .profile, .profileLeft, .profileRight, .back, .threeQuarterBack, .face,
    .fullBody,
  ]
}

extension View: ExpressibleByStringLiteral {
  /// As `init(rawValue:)`.
  public init(stringLiteral text: String) { self.init(rawValue: text) }
}

/// A view that a request wants shown, of one mentioned asset or of all.
public struct ViewWish: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The asset; `nil` for every mentioned one.
  public let asset: Handle?
  /// The view.
  public let view: View

  /// The wish to see `view` of `asset`.
  public init(_ view: View, of asset: Handle? = nil) {
    self.asset = asset
    self.view = view
  }

  /// Reads `profile` or `@kael=profile`.
  /// - Throws: `CatalogError.invalidHandle`, or `.invalidValue` when no view is named.
  public init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    view = View(rawValue: String(parts.last ?? ""))
    guard !view.rawValue.isEmpty else {
      throw TroupeError.invalidValue(
        name: "The view", value: text,
        expected: "it is a word such as profile, or @kael=profile for one asset alone")
    }
    asset = parts.count == 2 ? try Handle(String(parts[0])) : nil
  }

  /// As it is typed.
  public var description: String { asset.map { "\($0)=" + view.rawValue } ?? view.rawValue }
}
