internal import TroupeVocabulary

/// The text of a request: labels, what each asset is, and the prompt with names in place of mentions.
struct PromptText {
  private let prompt: ParsedPrompt
  private let phrases: LabelPhrases
  private let chosen: [ChosenInput]
  private let assets: [AssetCandidates]
  private let mentions: MentionText
  private let stage: OnStage
  private let assetStatements: AssetStatements
  private let detail: LabelDetail
  /// Whether words may come back in place of an image.
  private let mayAnswerInWords: Bool
  private let isContinued: Bool
  let numbering: ImageNumbering

  init(
    _ request: Request, prompt: ParsedPrompt, profile: ModelProfile, chosen: [ChosenInput],
    earlier: [ChosenInput], assets: [AssetCandidates], traits: TraitReview,
    detail: LabelDetail, isContinued: Bool, visibility: Visibility
  ) {
    self.prompt = prompt
    self.chosen = chosen
    self.assets = assets
    self.detail = detail
    self.isContinued = isContinued
    mayAnswerInWords = profile.answersInWords?.value ?? false
    phrases = LabelPhrases(for: prompt, on: profile)
    let images = earlier + chosen
    numbering = ImageNumbering(
      style: profile.labels?.value ?? .interleaved, chosen: images, phrases: phrases)
    let isOfImage = isContinued || chosen.contains { $0.role == .parent }
    mentions = MentionText(
      prompt: prompt, images: images, assets: assets, phrases: phrases, numbering: numbering,
      removed: isOfImage ? visibility.offStage : [])
    stage = OnStage(
      prompt, assets: assets, without: request.without,
      offStage: visibility.offStage + visibility.inPart)
    assetStatements = AssetStatements(
      prompt: prompt, images: images, assets: assets, phrases: phrases, numbering: numbering,
      detail: detail, omitsDescriptions: request.omitsDescriptions, traits: traits,
      visibility: visibility)
  }

  /// Whether an image that is sent is to be changed.
  var isEdit: Bool { chosen.contains { $0.role == .parent } }

  /// One line for each asset that has something to state, and for each kind what to take of its images; `nil` for none.
  var statements: String? {
    let lines = assetStatements.lines
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// The label of `image`.
  func label(of image: ChosenInput) -> String {
    let candidates = detail == .full ? image.asset.flatMap(assets.of) : nil
    let caption = image.sheet == nil ? candidates?.reference(image.reference)?.caption ?? "" : ""
    return ImageLabel(phrases: phrases, numbering: numbering, assets: assets)
      .text(image, caption: caption)
  }

  /// The prompt, after a request for an image, and before what an edit keeps or who is in a new picture.
  var instruction: String {
    let lines = [ask.isEmpty ? mentions.text : asked, ending].compactMap(\.self)
    return lines.count > 1
      ? ([trimmed(lines[0])] + lines.dropFirst()).joined(separator: "\n") : lines[0]
  }

  /// The prompt after a request for an image: on lines of its own if it has several.
  private var asked: String {
    let text = trimmed(mentions.text)
    return text.contains(where: \.isNewline) ? trimmed(ask) + "\n" + text : ask + text
  }

  private var ask: String {
    guard mayAnswerInWords else { return "" }
    if isEdit {
      return chosen.count == 1
        ? phrases.ask.editThis
        : phrases.ask.edit.filled(["images": numbering.names([chosen[0].position])])
    }
    let start = prompt.textWithoutMentions.lowercased().drop { !$0.isLetter }
    let isAsked = own.ask.asked.contains { phrase in
      guard start.hasPrefix(phrase) else { return false }
      let next = start.dropFirst(phrase.count).first
      return own.isWordlike(phrase) ? !(next?.isLetter ?? false) : true
    }
    return isAsked ? "" : phrases.ask.new
  }

  private var ending: String? {
    if isEdit {
      return PhraseTable(own.keepElse.said).isFound(in: prompt) ? nil : phrases.keepElse.text
    }
    return isContinued ? nil : stage.sentence(prompt, assets, phrases)
  }

  /// The words of the prompt's own language, in which labels need not be.
  private var own: LabelPhrases { .of(LabelLanguage(of: prompt)) }

  private func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
  }
}

extension LabelPhrases {
  /// Whether `phrase` has to end where a word does.
  fileprivate func isWordlike(_ phrase: String) -> Bool { phrase.last?.joinsWords ?? false }
}
