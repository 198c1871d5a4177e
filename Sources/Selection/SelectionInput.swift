package import TroupeVocabulary

/// Everything that determines a selection.
package struct SelectionInput: Sendable {
  /// The request; its prompt is read from `prompt` alone.
  package var request: Request
  /// The request's prompt, parsed.
  package let prompt: ParsedPrompt
  /// The model that receives the images.
  package let profile: ModelProfile
  /// Every mentioned asset, and those of the request's own references, in any order.
  package let assets: [AssetCandidates]
  /// A bound on all images in addition to the model's own, for when their bytes exceed what it accepts.
  package var mostImages: Int?
  /// The assets of which an adapter goes with the request.
  package var adapters: Set<Handle> = []
  /// The images of the conversation, which need not be sent again.
  package let earlier: EarlierImages
  /// The words by which the prompt asks for views, framings and feelings.
  let lexicon: Lexicon
  /// The assets that an edit takes out of its picture.
  package let removed: Set<Handle>

  /// The input of one selection.
  package init(
    request: Request, prompt: ParsedPrompt, profile: ModelProfile, assets: [AssetCandidates],
    mostImages: Int? = nil, earlier: EarlierImages = .none, words: [UserWords] = []
  ) {
    self.request = request
    self.prompt = prompt
    self.profile = profile
    self.assets = assets
    self.mostImages = mostImages
    self.earlier = earlier
    let captions = assets.prefix(16).flatMap { Lexicon.sample(of: $0.references) }
    lexicon = Lexicon.reading(
      [prompt.textWithoutMentions] + captions.filter { !$0.isEmpty }, own: words.map(\.file))
    let isEdit = request.parent != nil || earlier.lastNumber > 0
    removed =
      isEdit
      ? Removals.standard.handles(in: prompt).subtracting(request.with.map(\.asset)) : []
  }
}

/// The images that a conversation has shown the model before this request.
package struct EarlierImages: Hashable, Sendable {
  /// Images that the user has sent, with the numbers by which the model knows them and the current
  /// handles. The pictures on a sheet do not count as sent.
  package let chosen: [ChosenInput]
  /// The number of images that are sent again with the request, including the model's own.
  package let count: Int
  /// The greatest image number in the whole conversation, including turns that are no longer sent: no
  /// number is used twice.
  package let lastNumber: Int

  /// No conversation.
  package static let none = EarlierImages(chosen: [], count: 0, lastNumber: 0)

  /// The images of one conversation.
  package init(chosen: [ChosenInput], count: Int, lastNumber: Int) {
    self.chosen = chosen
    self.count = count
    self.lastNumber = lastNumber
  }
}

/// A selection with what a plan reports about it.
package struct SelectionResult: Hashable, Sendable {
  /// The chosen and the excluded images.
  package let selection: Selection
  /// Assets that are only described or appear in another look, and images named twice.
  package let adjustments: [Adjustment]
  /// The use of each limit: images in total, each kind that has a limit, pixels.
  package let limits: [LimitUse]
  /// Images of the conversation that show mentioned assets, so that these need no new image.
  package let fromConversation: [ChosenInput]
  /// Views that were requested and that no picture shows, and a crowd in which likeness falls.
  package let warnings: [String]
  /// The words of the prompt that mean something, with what they were taken to ask for.
  package let wordsRead: [WordRead]
  /// What is to be seen of the assets that the prompt names.
  package let visibility: Visibility
}
