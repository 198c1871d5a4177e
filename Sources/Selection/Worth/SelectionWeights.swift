internal import TroupeVocabulary

/// The figures by which a reference is worth something. Only their order and rough ratio matter;
/// they are all here, so that what the selector wants can be read and changed in one place.
enum FacetTable {
  /// What a view is worth when the prompt does not ask for it: what tells an asset apart comes
  /// first.
  static func weight(_ view: View) -> Double {
    switch view {
    case .front, .face: 1
    case .threeQuarter, .fullBody: 0.8
    case .profile: 0.6
    case .back: 0.5
    default: 0.3
    }
  }

  /// Added to a view's weight when the prompt asks for it: more than all views together that it
  /// does not ask for.
  static let demanded = 6.0

  /// What showing an asked-for look at all is worth.
  static let look = 1.5

  /// What a picture is worth that is tagged or captioned with what the prompt says: more than any
  /// three views that nobody asked for, less than a view that was.
  static let cue = 3.0

  /// What any picture of the asset is worth.
  static let any = 0.5

  /// How well a picture of one view (`nil` is not said) covers another, from 0 to 1: a
  /// three-quarter view shows half of what a front view does, a face says little of the body.
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

  /// What is left of the cover of an expression when the prompt asks for one by name and the
  /// picture does not say which it shows; a picture of another expression has none.
  static let unnamedExpression = 0.5

  /// What a picture of another look than the one shown leaves of its cover: it tells of face and
  /// build, and misleads about dress.
  static let otherLook = 0.3

  /// Close-ups that may be of another look, since dress hardly shows in them.
  static let closeUps: Set<View> = [.face, .expression]

  /// From 0.9 for a tiny and blurred picture to 1 for a sharp one of 1024 pixels and more on its
  /// shorter edge. `sharpness` is the variance of the Laplacian, where soft pictures stay below
  /// 100 and crisp ones pass 1000; `nil` is not measured and counts as middling.
  static func quality(_ reference: Reference, sharpness: Double?) -> Double {
    let size = Double(min(1024, reference.width, reference.height)) / 1024
    let crispness = sharpness.map { max(0, $0) / (max(0, $0) + 300) } ?? 0.5
    return 0.9 + 0.06 * size + 0.04 * crispness
  }

  /// What a picture adds that shows nothing new; times its quality, share and the asset's weight.
  static let again = 0.05

  /// Added for a pinned picture: more than every facet at the greatest weight, so that pins always
  /// come first.
  static let pinned = 1000.0

  /// The most references of one asset that are chosen unasked: beyond four views, more pictures of
  /// one asset add cost and crowd the model's attention more than they add likeness.
  static let mostPerAsset = 4

  /// The most pictures on one sheet: at three by three each keeps some 680 pixels of 2048.
  static let mostPerSheet = 9
}
