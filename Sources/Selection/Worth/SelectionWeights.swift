internal import TroupeVocabulary

/// One thing that a request wants to see of an asset. It counts once, as well as the best picture covers
/// it.
enum Facet: Hashable, Sendable {
  /// What makes the asset known: its canonical picture, in a requested look; `nil` is the usual look.
  case canonical(String?)
  /// A view.
  case view(View)
  /// A cue, by its index in the demand.
  case cue(Int)
  /// What the user's words and the words of pictures have in common.
  case words
  /// A picture that the user has pinned.
  case pin
}

/// The weights that determine what a reference is worth. Only their order and approximate ratios matter.
enum SelectionWeights {
  /// The weight of knowing the asset at all, in each look that is requested.
  static let canonical = 3.0

  /// The weight of a view that is not requested, after the canonical picture: the face, then the whole
  /// body, then what turns away from the front.
  static func weight(of view: View) -> Double {
    switch view {
    case .face: 0.9
    case .fullBody: 0.8
    case .threeQuarter: 0.5
    case .profile: 0.4
    case .back: 0.35
    case .threeQuarterBack: 0.3
    default: 0
    }
  }

  /// The weight of a requested direction (front, profile, back, left, right): more than everything that
  /// is not requested, a pin among it, and more than a framing, since it decides what can be seen.
  static let direction = 14.0
  /// The weight of a requested framing or part: face, full body, detail, and views of the user's own.
  static let framing = 11.0

  static func weight(ofRequested view: View) -> Double {
    switch view {
    case .front, .threeQuarter, .profile, .profileLeft, .profileRight, .back, .threeQuarterBack,
      .reverse, .left, .right:
      direction
    default: framing
    }
  }

  /// The weight of a picture from behind where the face must not be seen.
  static let hiddenFace = 4.0

  /// The weight of showing a requested cue: more than the canonical picture, less than a requested view.
  static let cue = 10.0
  /// The weight of showing what the prompt's own words name.
  static let words = 10.0

  /// How well a picture of one view (`nil` is not known) covers a requested one, from 0 to 1.
  static func cover(_ shown: View?, of wanted: View) -> Double {
    shown == wanted ? 1 : cover(shown, among: others(covering: wanted))
  }

  /// How well views other than `wanted` cover it.
  static func others(covering wanted: View) -> KeyValuePairs<View?, Double> {
    covers[wanted] ?? [:]
  }

  /// How well a view covers what `others` cover.
  static func cover(_ shown: View?, among others: KeyValuePairs<View?, Double>) -> Double {
    others.first { $0.key == shown }?.value ?? 0
  }

  /// By requested view, how well pictures of other views cover it.
  /// Few enough for each to be compared, which is faster than to hash it.
  private static let covers: [View: KeyValuePairs<View?, Double>] = [
    .front: [.threeQuarter: 0.5, .fullBody: 0.5, .face: 0.4, nil: 0.4],
    .threeQuarter: [.profile: 0.3, .front: 0.3, .profileLeft: 0.2, .profileRight: 0.2],
    .profile: [.profileLeft: 1, .profileRight: 1, .threeQuarter: 0.3],
    .profileLeft: [.profile: 0.7, .profileRight: 0.4, .threeQuarter: 0.2],
    .profileRight: [.profile: 0.7, .profileLeft: 0.4, .threeQuarter: 0.2],
    .back: [.threeQuarterBack: 0.6],
    .threeQuarterBack: [.back: 0.6, .profile: 0.3],
    .face: [.expression: 0.8, .front: 0.4, .threeQuarter: 0.3, nil: 0.3],
    .fullBody: [
      .pose: 0.9, .action: 0.9, .front: 0.3, .back: 0.3, nil: 0.3, .threeQuarter: 0.2,
    ],
    .detail: [.front: 0.2, nil: 0.2],
    .pose: [.fullBody: 0.9],
    .wide: [.front: 0.6, .fullBody: 0.6, .threeQuarter: 0.5, nil: 0.4],
    .reverse: [.back: 0.9], .left: [.profileLeft: 0.9], .right: [.profileRight: 0.9],
  ]

  /// How well a picture of one view makes an asset known. The front does, of a place the wide view, else a
  /// three-quarter view; of any others the whole worth is alike, so that the first in the user's order goes.
  static func canonical(_ shown: View?) -> Double {
    switch shown {
    case .front, .wide: return 1
    case .threeQuarter: return 0.8
    case nil: return (leastCanonical - unknownView) / canonical
    case .some(let view):
      let unrequested = view == .profileLeft || view == .profileRight ? .profile : view
      return (leastCanonical - weight(of: unrequested)) / canonical
    }
  }

  private static let leastCanonical = 2.0

  /// The share of its worth that a picture of another look keeps: it shows face and build, and misleads
  /// about clothing.
  static let otherLook = 0.3
  /// The share that a picture keeps in which the asset acts or feels what was not requested.
  static let distracting = 0.6

  /// The share of its worth that a picture of an asset keeps of which an adapter goes with the request: the adapter tells
  /// face and build, so that the first picture is worth less than a second one of another asset (canonical times this is
  /// less than a face), and still more than it costs where there is room.
  static let withAdapter = 0.25

  /// Close-ups that may be of the usual look, since clothing hardly shows in them.
  static let closeUps: Set<View> = [.face]

  /// From 0.94 to 1 in steps, so that only what a person sees decides: at least 256 and 512 pixels on the
  /// shorter edge, and a sharpness of 100 (the variance of the Laplacian; sharp pictures exceed 1000,
  /// `nil` is not measured).
  static func quality(width: Int, height: Int, sharpness: Double?) -> Double {
    let edge = min(width, height)
    let size = edge < 256 ? 0.95 : edge < 512 ? 0.98 : 1
    return size * ((sharpness ?? .infinity) < 100 ? 0.99 : 1)
  }

  /// The share of its worth of a picture that is sent only because there is no other.
  static let lastResort = 0.01

  /// What a picture has to add to be worth sending. Each further subject makes it dearer: the profile
  /// says from how many on likeness falls.
  static func cost(subjects: Int, crowding: Int?) -> Double {
    let beyond = crowding.map { max(0, subjects - $0) } ?? 0
    return 0.15 + 0.03 * Double(max(0, subjects - 1)) + 0.15 * Double(beyond)
  }

  /// What another picture adds whose view is not known.
  static let unknownView = 0.6

  /// The weight of showing a picture that the user has pinned, where no view is requested or of a
  /// requested view: more than the canonical picture and all else that is not requested.
  static let pinned = 6.0
  /// Added for each pinned picture, so that it goes before its equals.
  static let pin = 0.3

  /// How much less the next asset in order of mention is worth: it decides between equals alone.
  static let orderOfMention = 0.003

  /// The most references of one asset that are chosen unless the request asks for more: a fourth of
  /// one at rest shows nothing that three do not.
  static let mostPerAsset = 3

  /// The most pictures on one sheet: in a grid of three by three each keeps about 680 pixels of 2048.
  static let mostPerSheet = 9
}
