internal import TroupeVocabulary

/// The figures by which a reference is worth something. Only their order and rough ratio matter.
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

  /// What any picture of the asset is worth.
  static let any = 0.5

  /// How well a picture of one view (`nil` is not said) covers another, from 0 to 1.
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

  /// What the look of a picture leaves of its cover: asked for, the usual one, another one.
  static func share(_ look: String?, asked: [String?]) -> Double {
    if asked.contains(where: { $0?.foldedKey == look?.foldedKey }) { return 1 }
    return look == nil ? 0.5 : 0.2
  }

  /// From 0.9 for a tiny picture to 1 from 1024 pixels on its shorter edge.
  static func quality(_ reference: Reference) -> Double {
    0.9 + 0.1 * Double(min(1024, reference.width, reference.height)) / 1024
  }

  /// What a picture adds that shows nothing new; times its quality, share and the asset's weight.
  static let again = 0.05

  /// Whether its pin counts: a picture is pinned for the look that it shows, and must not put
  /// another look in place of the one asked for.
  static func isPinned(_ reference: Reference, asked: [String?]) -> Bool {
    reference.isPinned && share(reference.look, asked: asked) == 1
  }

  /// Added for a pinned picture: more than every facet at the greatest weight, so that pins always
  /// come first.
  static let pinned = 1000.0

  /// The most references of one asset that are chosen unasked: beyond four views, more pictures of
  /// one asset add cost and crowd the model's attention more than they add likeness.
  static let mostPerAsset = 4
}
