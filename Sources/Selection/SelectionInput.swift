package import TroupeVocabulary

/// Everything that decides a selection.
package struct SelectionInput: Hashable, Sendable {
  /// What was asked.
  package let request: Request
  /// The model that is to see the images.
  package let profile: ModelProfile
  /// Every mentioned asset, and those of the request's own references, in any order.
  package let assets: [AssetCandidates]

  /// The input of one selection.
  package init(request: Request, profile: ModelProfile, assets: [AssetCandidates]) {
    self.request = request
    self.profile = profile
    self.assets = assets
  }
}

/// A selection with what a plan says about it.
package struct SelectionResult: Hashable, Sendable {
  /// What goes in and what stays out.
  package let selection: Selection
  /// Assets that go by words only, and images named twice.
  package let adjustments: [Adjustment]
  /// How far each limit is used: images in all, then each kind that has a limit.
  package let limits: [LimitUse]
}
