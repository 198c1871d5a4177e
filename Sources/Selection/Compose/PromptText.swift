internal import TroupeVocabulary

/// The words of a request: what each asset is, once, and the prompt with names for mentions.
struct PromptWords {
  let mentions: Mentions
  let chosen: [ChosenReference]
  let assets: [AssetCandidates]
  let words: LabelWords
  let numbering: ImageNumbering
  let detail: LabelDetail

  /// The prompt with each mention replaced by the asset's name and the numbers of its images.
  var text: String {
    mentions.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .mention(let mention): name(of: mention)
      }
    }.joined()
  }

  /// One line per mentioned asset that has something to state; `nil` when none has.
  var statements: String? {
    let lines = mentions.assets.compactMap(statement)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func name(of mention: Mention) -> String {
    let images = chosen.filter { $0.shows(mention.handle) && $0.role != .parent }
    // Where one asset is wanted in several looks, each mention means its own.
    let hasLooks = (mentions.assets.first { $0.handle == mention.handle }?.looks.count ?? 0) > 1
    let ofLook = images.filter { !hasLooks || $0.look?.foldedKey == mention.look?.foldedKey }
    let positions = (ofLook.isEmpty ? images : ofLook).map(\.position)
    let name = assets.of(mention.handle)?.asset.name ?? mention.handle.text
    return positions.isEmpty ? name : name + numbering.suffix(positions)
  }

  /// The description where no image shows the asset, the looks asked for, and the traits that must
  /// stay.
  private func statement(_ mentioned: MentionedAsset) -> String? {
    guard let asset = assets.of(mentioned.handle)?.asset else { return nil }
    let isShown = chosen.contains { $0.shows(asset.handle) }
    // Whose pose or arrangement is taken is not drawn.
    let role = mentioned.role(for: asset.kind)
    if isShown, role == .pose || role == .composition { return nil }
    let described = detail == .withoutDescriptions && isShown ? [] : mentioned.looks
    let looks = described.compactMap { name in
      asset.looks.first { $0.name == name && !$0.description.isEmpty }
    }.map { words.look($0.name) + words.colon + $0.description }
    let traits = asset.traits.joined(separator: words.semicolon)
    let said = (isShown ? [] : [asset.description]) + looks + [traits]
    let facts = said.map(withoutStop).filter { !$0.isEmpty }
    guard !facts.isEmpty else { return nil }
    let line = asset.name + words.colon + facts.joined(separator: words.stop) + words.stop
    return trimmed(line + (traits.isEmpty ? "" : words.keep))
  }

  /// Without the full stop at its end, which is added between facts.
  private func withoutStop(_ text: String) -> String {
    let text = trimmed(text)
    return text.last == "." || text.last == "。" ? String(text.dropLast()) : text
  }

  private func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
  }
}

extension ChosenReference {
  /// Whether it shows the asset called `handle`, alone or on a sheet.
  func shows(_ handle: Handle) -> Bool {
    asset == handle || sheet?.contains { $0.asset == handle } == true
  }
}
