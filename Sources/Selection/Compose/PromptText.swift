internal import TroupeVocabulary

/// The text of a request apart from its labels: what each asset is, stated once, and the prompt with
/// names in place of mentions.
struct PromptText {
  let prompt: ParsedPrompt
  /// Every image that the model sees, those of the conversation included.
  let images: [ChosenInput]
  let assets: [AssetCandidates]
  let phrases: LabelPhrases
  let numbering: ImageNumbering
  let detail: LabelDetail

  /// The prompt with each mention replaced by the asset's name and the numbers of its images.
  var text: String {
    prompt.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .mention(let mention): name(of: mention)
      }
    }.joined()
  }

  /// One line for each mentioned asset that has something to state; `nil` if none has.
  var statements: String? {
    let lines = prompt.assets.compactMap(statement)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func name(of mention: Mention) -> String {
    let shown = images.filter { $0.shows(mention.handle) && $0.role != .parent }
    // If several looks of an asset are requested, each mention refers to its own.
    let hasLooks = (prompt.assets.first { $0.handle == mention.handle }?.looks.count ?? 0) > 1
    let ofLook = shown.filter { !hasLooks || $0.look?.foldedKey == mention.look?.foldedKey }
    let positions = (ofLook.isEmpty ? shown : ofLook).map(\.position)
    let name = assets.of(mention.handle)?.asset.name ?? mention.handle.text
    return positions.isEmpty ? name : name + numbering.suffix(positions)
  }

  /// The description if no image shows the asset, the requested looks, and the traits to keep.
  private func statement(_ mentioned: MentionedAsset) -> String? {
    guard let asset = assets.of(mentioned.handle)?.asset else { return nil }
    let isShown = images.contains { $0.shows(asset.handle) }
    // An asset that lends its pose or composition is not drawn.
    let role = mentioned.role(for: asset.kind)
    if isShown, role == .pose || role == .composition { return nil }
    let described = detail == .withoutDescriptions && isShown ? [] : mentioned.looks
    let looks = described.compactMap { name in
      asset.looks.first { $0.name == name && !$0.description.isEmpty }
    }.map { phrases.look($0.name) + phrases.colon + $0.description }
    let traits = asset.traits.joined(separator: phrases.semicolon)
    let facts = ((isShown ? [] : [asset.description]) + looks + [traits])
      .map(withoutFullStop).filter { !$0.isEmpty }
    guard !facts.isEmpty else { return nil }
    let line =
      asset.name + phrases.colon + facts.joined(separator: phrases.stop) + phrases.stop
    return trimmed(line + (traits.isEmpty ? "" : phrases.keep))
  }

  /// Without the full stop at its end, since one is added after each fact.
  private func withoutFullStop(_ text: String) -> String {
    let text = trimmed(text)
    return text.last == "." || text.last == "。" ? String(text.dropLast()) : text
  }

  private func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
  }
}

extension ChosenInput {
  /// Whether it shows the asset called `handle`, alone or on a sheet.
  func shows(_ handle: Handle) -> Bool {
    depiction.asset == handle || sheet?.contains { $0.asset == handle } == true
  }
}
