internal import TroupeVocabulary

/// Finds whom an instruction takes out of the picture: `remove @lantern`, `replace @kael with @mira`, `去掉@灯笼`.
/// Pictures of them would bring them back.
struct Removals: Sendable {
  private typealias Tokens = [TokenizedText.Token]

  /// Mentions of which the same is said, with the words before the first and after the last.
  private struct Group {
    var members: [Handle]
    let before: TokenizedText
    var after: TokenizedText
    /// Whether another mention follows what stands after it.
    var isFollowed = false
  }

  /// The most fillers between a verb and a mention.
  private static let mostFillers = 4
  /// The most words between a negation and the verb that it negates.
  private static let negationReach = 3

  private let languages: [RemovalWords]
  // A verb may be spelled alike in two languages, and what goes with it tells the same in both.
  private let owners: [[UInt64]]
  private let negations: Set<UInt64>
  private let denials: [[UInt64]]

  /// As the file that ships with the library has the words.
  static let standard = Removals(languages: RemovalWords.standard)

  init(languages: [RemovalWords]) {
    self.languages = languages
    owners = languages.flatMap(\.owners)
    negations = languages.reduce(into: []) { $0.formUnion($1.negations) }
    denials = languages.flatMap(\.denials)
  }

  /// The assets that `prompt` takes out, unless another mention of them stays.
  func handles(in prompt: ParsedPrompt) -> Set<Handle> {
    guard !prompt.mentions.isEmpty else { return [] }
    let texts = prompt.pieces.map { piece -> TokenizedText? in
      if case .text(let text) = piece { TokenizedText(text) } else { nil }
    }
    return languages.reduce(into: []) { $0.formUnion(removed(prompt, texts, $1)) }
  }

  private func removed(
    _ prompt: ParsedPrompt, _ texts: [TokenizedText?], _ words: RemovalWords
  ) -> Set<Handle> {
    let groups = self.groups(prompt, texts, words)
    var removed: Set<Handle> = []
    for (index, group) in groups.enumerated() {
      let isOwner = begins(group.after, with: owners)
      let free = isOwner ? Array(group.members.dropLast()) : group.members
      let isDenied = begins(group.after, with: denials)
      if !isDenied, verb(words.before, endsBefore: group, words) {
        removed.formUnion(free)
      } else if words.after.contains(where: { begins(group.after, with: [$0]) })
        || !isOwner && !isDenied
          && isRemoved(group, next: index + 1 < groups.count ? groups[index + 1] : nil, words)
      {
        removed.formUnion(group.members)
      }
    }
    return removed
  }

  private func isRemoved(_ group: Group, next: Group?, _ words: RemovalWords) -> Bool {
    if begins(group.after, with: words.exceptions) { return false }
    let isPair = words.pairs.contains { pair in
      (pair.lead.isEmpty || verb(pair.lead, endsBefore: group, words))
        && isEnded(group.after, by: pair, words)
    }
    let isReplaced = words.replacements.contains { one in
      verb(one.verbs, endsBefore: group, words)
        && isLinked(group, by: one.links, needsMention: one.needsMention)
    }
    let isSwapped = words.swaps.contains { swap in
      guard let next, group.isFollowed else { return false }
      return swap.between.contains { $0 == group.after.hashes }
        && begins(next.after, with: swap.then)
    }
    return isPair || isReplaced || isSwapped
  }

  private func groups(
    _ prompt: ParsedPrompt, _ texts: [TokenizedText?], _ words: RemovalWords
  ) -> [Group] {
    let nothing = TokenizedText(tokens: [])
    var groups: [Group] = []
    for (index, piece) in prompt.pieces.enumerated() {
      guard case .mention(let mention) = piece else { continue }
      let before = index > 0 ? texts[index - 1] ?? nothing : nothing
      let after = index + 1 < texts.count ? texts[index + 1] ?? nothing : nothing
      if !groups.isEmpty, isConjunction(prompt.pieces[index - 1], before, words) {
        groups[groups.count - 1].members.append(mention.handle)
        groups[groups.count - 1].after = after
      } else {
        if !groups.isEmpty { groups[groups.count - 1].isFollowed = true }
        groups.append(Group(members: [mention.handle], before: before, after: after))
      }
    }
    return groups
  }

  /// Whether `piece` joins two mentions. A comma alone, or before `and`, may as well begin something new.
  private func isConjunction(
    _ piece: ParsedPrompt.Piece, _ text: TokenizedText, _ words: RemovalWords
  ) -> Bool {
    guard case .text(let written) = piece else { return false }
    if text.tokens.isEmpty { return written.allSatisfy { $0 == "、" || $0.isWhitespace } }
    return text.breakAtEnd == .none
      && text.tokens.allSatisfy { $0.breakBefore == .none && words.conjunctions.contains($0.hash) }
  }

  /// Whether one of `verbs` stands before `group`, with nothing but fillers between, and is not negated.
  private func verb(
    _ verbs: [[UInt64]], endsBefore group: Group, _ words: RemovalWords
  ) -> Bool {
    guard group.before.breakAtEnd == .none else { return false }
    let tokens = group.before.tokens
    var end = tokens.count
    for _ in 0...Self.mostFillers {
      for verb in verbs where PhraseTable<Void>.contains(verb, in: tokens, at: end - verb.count) {
        return !isNegated(tokens, at: end - verb.count, words)
      }
      let filler = words.fillers.first {
        PhraseTable<Void>.contains($0, in: tokens, at: end - $0.count)
          && tokens[end - $0.count].breakBefore == .none
      }
      guard let filler else { return false }
      end -= filler.count
    }
    return false
  }

  private func isNegated(_ tokens: Tokens, at start: Int, _ words: RemovalWords) -> Bool {
    var index = start
    while index > 0, start - index < Self.negationReach, tokens[index].breakBefore == .none {
      index -= 1
      if negations.contains(tokens[index].hash) { return true }
    }
    return false
  }

  private func begins(_ text: TokenizedText, with phrases: [[UInt64]]) -> Bool {
    guard text.tokens.first?.breakBefore == TokenizedText.Break.none else { return false }
    return phrases.contains { PhraseTable<Void>.contains($0, in: text.tokens, at: 0) }
  }

  private func isEnded(
    _ after: TokenizedText, by pair: RemovalWords.Pair, _ words: RemovalWords
  ) -> Bool {
    let tokens = after.tokens
    guard tokens.first?.breakBefore == TokenizedText.Break.none else { return false }
    var index = 0
    if !pair.marker.isEmpty {
      let marker = pair.marker.first { PhraseTable<Void>.contains($0, in: tokens, at: 0) }
      guard let marker else { return false }
      index = marker.count
    }
    let last = index + pair.reach
    while index <= last, index < tokens.count, index == 0 || tokens[index].breakBefore == .none {
      let end = pair.ends.first { PhraseTable<Void>.contains($0, in: tokens, at: index) }
      if let end {
        return !denials.contains { denial in
          (0...2).contains { gap in
            PhraseTable<Void>.contains(denial, in: tokens, at: index + end.count + gap)
          }
        }
      }
      if pair.blockers.contains(tokens[index].hash) { return false }
      index += 1
    }
    return false
  }

  /// Whether a link follows in the clause; directly before a mention where one has to come.
  private func isLinked(
    _ group: Group, by links: [[UInt64]], needsMention: Bool
  ) -> Bool {
    let tokens = group.after.tokens
    for index in tokens.indices {
      if tokens[index].breakBefore != .none { return false }
      for link in links where PhraseTable<Void>.contains(link, in: tokens, at: index) {
        let isLast = index + link.count == tokens.count && group.after.breakAtEnd == .none
        if !needsMention || isLast && group.isFollowed { return true }
      }
    }
    return false
  }
}
