internal import TroupeVocabulary

/// One thing that a request wants to see of an asset. It counts once, as well as the best picture covers
/// it.
enum Facet: Hashable, Sendable {
  /// The asset at all.
  case any
  /// A view.
  case view(View)
  /// A requested look; `nil` is the usual look, if it is requested in addition to others.
  case look(String?)
  /// A cue, by its index in the demand.
  case cue(Int)
}

/// The weights that determine what a reference is worth. Only their order and approximate ratios matter.
enum SelectionWeights {
  /// The weight of a view that is not requested; views that identify the asset weigh most.
  static func weight(of view: View) -> Double {
    switch view {
    case .front, .face: 1
    case .threeQuarter, .fullBody: 0.8
    case .profile: 0.6
    case .back: 0.5
    default: 0.3
    }
  }

  /// Added to the weight of a requested view: more than all views together that are not requested.
  static let requestedView = 6.0

  /// The weight of showing a requested look.
  static let look = 1.5

  /// The weight of showing a requested cue: more than any three views that are not requested, less than
  /// a requested one.
  static let cue = 3.0

  /// The weight of showing the asset at all.
  static let any = 0.5

  /// How well a picture of one view (`nil` is not known) covers another, from 0 to 1: a three-quarter
  /// view shows half of what a front view does, a face says little about the body.
  static func cover(_ shown: View?, of wanted: View) -> Double {
    if shown == wanted { return 1 }
    return switch (shown, wanted) {
    case (nil, .front): 0.6
    case (nil, .face), (.face, .front), (.front, .face), (.fullBody, .front): 0.4
    case (.threeQuarter, .front): 0.5
    case (.threeQuarter, .profile), (.threeQuarter, .face), (.face, .expression): 0.3
    case (.front, .threeQuarter), (.profile, .threeQuarter), (.expression, .face): 0.3
    default: 0
    }
  }

  /// The share of its cover that an expression picture keeps if the prompt names an expression and the
  /// picture's words name none; a picture of another expression keeps nothing.
  static let unnamedExpression = 0.5

  /// The share of its cover that a picture of another look keeps: it shows face and build, and
  /// misleads about clothing.
  static let otherLook = 0.3

  /// Close-ups that may be of another look, since clothing hardly shows in them.
  static let closeUps: Set<View> = [.face, .expression]

  /// From 0.9 for a tiny and blurred picture to 1 for a sharp one with 1024 pixels and more on its
  /// shorter edge. `sharpness` is the variance of the Laplacian: soft pictures stay below 100, sharp
  /// ones exceed 1000; `nil` is not measured and counts as medium.
  static func quality(_ reference: Reference, sharpness: Double?) -> Double {
    let size = Double(min(1024, reference.width, reference.height)) / 1024
    let crispness = sharpness.map { max(0, $0) / (max(0, $0) + 300) } ?? 0.5
    return 0.9 + 0.06 * size + 0.04 * crispness
  }

  /// What a picture adds even if it shows nothing new, before its quality, its look's share and the
  /// asset's weight are multiplied in.
  static let anotherPicture = 0.05

  /// Added for a pinned picture: more than every facet at the greatest weight, so that pinned pictures
  /// always come first.
  static let pinned = 1000.0

  /// The most references of one asset that are chosen unless the request asks for more: beyond four
  /// views, further pictures add cost and dilute the model's attention more than they add likeness.
  static let mostPerAsset = 4

  /// The most pictures on one sheet: in a grid of three by three each keeps about 680 pixels of 2048.
  static let mostPerSheet = 9
}
