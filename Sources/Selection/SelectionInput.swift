package import TroupeVocabulary

/// Everything that decides a selection.
package struct SelectionInput: Hashable, Sendable {
  /// What was asked.
  package var request: Request
  /// The model that is to see the images.
  package let profile: ModelProfile
  /// Every mentioned asset, and those of the request's own references, in any order.
  package let assets: [AssetCandidates]
  /// A bound on all images beside the model's own, for when their bytes pass what it takes.
  package var mostImages: Int?
  /// What need not be sent again.
  package let earlier: EarlierImages

  /// The input of one selection.
  package init(
    request: Request, profile: ModelProfile, assets: [AssetCandidates], mostImages: Int? = nil,
    earlier: EarlierImages = .none
  ) {
    self.request = request
    self.profile = profile
    self.assets = assets
    self.mostImages = mostImages
    self.earlier = earlier
  }
}

/// A selection with what a plan says about it.
package struct SelectionResult: Hashable, Sendable {
  /// What goes in and what stays out.
  package let selection: Selection
  /// Assets that go by words only or in another look, and images named twice.
  package let adjustments: [Adjustment]
  /// How far each limit is used: images in all, each kind that has a limit, pixels.
  package let limits: [LimitUse]
  /// Images of the conversation that stand for mentioned assets.
  package let standing: [ChosenReference]
  /// What was asked for and no picture shows.
  package let warnings: [String]
}
