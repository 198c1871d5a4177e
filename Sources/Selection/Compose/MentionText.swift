internal import TroupeVocabulary

/// The prompt with each mention replaced by the asset's name and the numbers of its images.
///
/// The numbers follow the first mention of an asset, every one where it is shown in several looks, so that the rest
/// reads as it was written.
struct MentionText {
  let prompt: ParsedPrompt
  /// Every image that the model sees, those of the conversation included.
  let images: [ChosenInput]
  let assets: [AssetCandidates]
  let phrases: LabelPhrases
  let numbering: ImageNumbering
  /// Those who are taken out of an image: words alone tell which of its figures they are.
  let removed: [Handle]

  /// Characters before a name that are looked at.
  private static let reach = 64

  /// What is written so far, and what is to be written about the last name.
  private struct Written {
    var text = ""
    /// What stood before the last name, and the name.
    var before = ""
    var name = ""
    var suffix: (outside: String, inside: String)?
    var isAfterName = false
  }

  var text: String {
    var written = Written()
    let inLooks = inLooks
    let numbered = numberedMentions(inLooks)
    for (index, piece) in prompt.pieces.enumerated() {
      switch piece {
      case .text(let text): add(text, to: &written)
      case .mention(let mention):
        flush(&written)
        dropSpaces(at: &written)
        // What decides is near: a prompt with many mentions is not to be read again for each.
        written.before = String(written.text.suffix(Self.reach))
        let name = name(of: mention, after: written.before, isPossessive: isPossessive(index))
        written.name = withoutArticle(name, written.before)
        dropArticle(before: name, at: &written)
        NameContraction(own).join(&written.text, &written.name)
        written.text += written.name
        written.isAfterName = true
        if numbered.contains(index), !mention.isWorn {
          written.suffix = suffix(of: mention, inLooks)
        }
      }
    }
    flush(&written)
    return written.text
  }

  /// `name` without an article that stands before it already: `at the @harbor`, which is called The Old Harbor.
  private func withoutArticle(_ name: String, _ before: String) -> String {
    let words = name.split(separator: " ", maxSplits: 1)
    guard words.count == 2, WordForms.standard.articles.contains(words[0].lowercased()),
      before.last == " ", let last = before.split(separator: " ").last?.lowercased(),
      last == words[0].lowercased() || own.articles.contains(last)
    else { return name }
    return String(words[1])
  }

  /// The words of the prompt's own language, in which labels need not be.
  private var own: LabelPhrases { .of(LabelLanguage(of: prompt)) }

  /// Before a name that begins with its owner an article is stray: `plays the @cello`, which is called Anna's Cello.
  private func dropArticle(before name: String, at written: inout Written) {
    let owner = name.prefix { $0 != " " }
    guard owner.count < name.count, owner.hasSuffix("'s") || owner.hasSuffix("’s"),
      written.before.last == " ", let article = written.before.split(separator: " ").last,
      WordForms.standard.articles.contains(article.lowercased())
    else { return }
    written.text.removeLast(article.count + 1)
  }

  private func flush(_ written: inout Written) {
    written.text += written.suffix?.outside ?? ""
    written.suffix = nil
  }

  /// Before a name in Chinese or Japanese text, spaces are stray; one name after another keeps one.
  private func dropSpaces(at written: inout Written) {
    let spaces = written.text.reversed().prefix { $0 == " " || $0 == "\u{3000}" }.count
    guard spaces > 0, written.text.dropLast(spaces).last?.isIdeographic == true else { return }
    written.text.removeLast(spaces)
  }

  private func add(_ text: String, to written: inout Written) {
    var rest = text[...]
    if written.isAfterName {
      let trimmed = rest.drop { $0 == " " || $0 == "\u{3000}" }
      if trimmed.first?.isIdeographic == true { rest = trimmed }
    }
    written.isAfterName = false
    if let suffix = written.suffix {
      let end = NameTail(phrases: phrases).end(in: rest, of: written.name, after: written.before)
      let isInBrackets = isEnclosed(rest, after: written.before)
      written.text += rest[..<end] + (isInBrackets ? suffix.inside : suffix.outside)
      written.suffix = nil
      rest = rest[end...]
    }
    written.text += rest
  }

  private func isEnclosed(_ rest: Substring, after before: String) -> Bool {
    before.last == "(" && rest.first == ")" || before.last == "（" && rest.first == "）"
  }

  private func name(
    of mention: Mention, after before: String, isPossessive: Bool
  ) -> String {
    if mention.isWorn, let look = mention.look {
      return (phrases.wornLook ?? "{look}").filled(["look": phrases.look(look)])
    }
    let asset = assets.of(mention.handle)?.asset
    let name = asset?.name ?? mention.handle.text
    let role = mention.role ?? asset?.kind.defaultRole ?? .identity
    guard role != asset?.kind.defaultRole, let lent = phrases.lent[role.rawValue] else {
      return name
    }
    // What lends its pose alone is not to be drawn, so its name would mislead.
    let positions = images.filter { $0.shows(mention.handle) && $0.lends(assets) }.map(\.position)
    guard !positions.isEmpty else { return name }
    let words = before.lowercased().split { !$0.isLetter }.suffix(3)
    let isSaid =
      isPossessive
      || lent.words.contains { word in
        words.contains { $0 == word } || before.suffix(8).contains(word) && word.beginsWithIdeograph
      }
    return (isSaid ? "{images}" : lent.named).filled(["images": numbering.names(positions)])
  }

  private func suffix(of mention: Mention, _ inLooks: Set<Handle>) -> (String, String)? {
    let shown = images.filter {
      $0.shows(mention.handle) && $0.role != .parent && !$0.lends(assets)
    }
    let hasLooks = inLooks.contains(mention.handle)
    let ofLook = shown.filter { !hasLooks || $0.look?.foldedKey == mention.look?.foldedKey }
    let positions = (ofLook.isEmpty ? shown : ofLook).map(\.position)
    let look = mention.look.map { [phrases.look($0)] } ?? []
    let facts =
      look + (positions.isEmpty && removed.contains(mention.handle) ? marks(of: mention) : [])
    return (
      numbering.suffix(positions, after: facts),
      numbering.suffix(positions, after: facts, isInside: true)
    )
  }

  /// By what the asset of `mention` is known in an image: its traits, else its description.
  private func marks(of mention: Mention) -> [String] {
    guard let asset = assets.of(mention.handle)?.asset else { return [] }
    let look = asset.looks.first { $0.name.foldedKey == mention.look?.foldedKey }
    let traits = asset.traits + (look?.traits ?? [])
    guard traits.isEmpty else { return Array(traits.prefix(3)) }
    let sentence = asset.description.prefix { !".\n。".contains($0) }
    return sentence.isEmpty ? [] : [Self.inSentence(String(sentence))]
  }

  /// `sentence` without the capital of an article at its start.
  private static func inSentence(_ sentence: String) -> String {
    let first = sentence.prefix { $0 != " " }.lowercased()
    let forms = WordForms.standard
    return forms.indefinite.contains(first) || forms.articles.contains(first)
      ? sentence.prefix(1).lowercased() + sentence.dropFirst() : sentence
  }

  /// The places among the pieces of the mentions that numbers follow: of each asset the first that is no possessive.
  private func numberedMentions(_ inLooks: Set<Handle>) -> Set<Int> {
    var places: [Handle: [(index: Int, isPossessive: Bool)]] = [:]
    for (index, piece) in prompt.pieces.enumerated() {
      guard case .mention(let mention) = piece, !isLent(mention), !mention.isWorn else { continue }
      places[mention.handle, default: []].append((index, isPossessive(index)))
    }
    return Set(
      places.flatMap { handle, all in
        if inLooks.contains(handle) { return all.map(\.index) }
        return [(all.first { !$0.isPossessive } ?? all.first)?.index].compactMap(\.self)
      })
  }

  /// Whether the mention at `index` of the prompt's pieces is a possessive.
  private func isPossessive(_ index: Int) -> Bool {
    guard case .mention(let mention) = prompt.pieces[index], index + 1 < prompt.pieces.count,
      case .text(let next) = prompt.pieces[index + 1]
    else { return false }
    return NameTail(phrases: phrases).isPossessive(next[...])
      || NameTail.isBarePossessive(next[...], after: mention.handle.text)
  }

  /// The assets that are seen in several looks.
  private var inLooks: Set<Handle> {
    Set(
      prompt.assets.filter { OnStage.looks(of: $0, in: prompt).count > 1 }.map(\.handle))
  }

  private func isLent(_ mention: Mention) -> Bool {
    let kind = assets.of(mention.handle)?.asset.kind ?? .character
    return (mention.role ?? kind.defaultRole) != kind.defaultRole
  }
}
