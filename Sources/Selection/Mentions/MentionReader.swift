internal import TroupeVocabulary

/// Reads the mention that begins at one index of a prompt.
struct MentionReader {
  private let prompt: String
  private let names: CastNames
  private let addresses: WebAddresses

  init(prompt: String, names: CastNames) {
    self.prompt = prompt
    self.names = names
    addresses = WebAddresses(in: prompt)
  }

  /// The mention with its at sign at `start`; `nil` where there is no mention.
  ///
  /// - Parameter isAfterMention: whether another mention ends at `start`, so that the at sign is not
  ///   inside an address. An unknown name may then be a host name, and stays text.
  func mention(
    at start: String.Index, isAfterMention: Bool
  ) throws(TroupeError) -> Mention? {
    guard prompt[start].isAt, isAfterMention || !isInsideAddress(start) else { return nil }
    let nameStart = prompt.index(after: start)
    if let (content, end) = bracketed(from: nameStart) {
      return try mention(start, bracketed: content, end: end)
    }
    let written = writtenName(from: nameStart)
    guard !written.isEmpty else { return nil }
    var found = try named(from: nameStart)
    if found == nil { found = try genitive(of: written, from: nameStart) }
    guard let (asset, nameEnd) = found else {
      if isAfterMention { return nil }
      throw unknown(written)
    }
    let (look, lookEnd) = try look(of: asset, at: nameEnd)
    return try mention(of: asset, look, start..<lookEnd)
  }

  private func mention(
    of asset: NamedAsset, _ look: String?, _ range: Range<String.Index>
  ) throws(TroupeError) -> Mention {
    var suffix = MentionSuffix(prompt: prompt, index: range.upperBound)
    let weight = try suffix.weight()
    let role =
      suffix.role()
      ?? LentRoles.standard.role(before: range.lowerBound, after: suffix.index, in: prompt)
    return Mention(
      handle: asset.handle, look: look, role: role, weight: weight ?? 1,
      range: range.lowerBound..<suffix.index)
  }

  /// The asset whose genitive is written as German writes it: `@haralds Hand`.
  private func genitive(
    of written: String, from start: String.Index
  ) throws(TroupeError) -> (NamedAsset, String.Index)? {
    guard written.count > 3, written.hasSuffix("s"), let asset = try names.asset(written.dropLast())
    else { return nil }
    return (asset, prompt.index(start, offsetBy: written.count - 1))
  }

  private func unknown(_ written: String) -> TroupeError {
    .catalog(.unknownAsset(written, nearest: names.nearest(to: written)))
  }

  /// A word before the at sign makes an address of it; Markdown's `_` does not.
  private func isInsideAddress(_ index: String.Index) -> Bool {
    if addresses.contains(index) { return true }
    let before = prompt[..<index].last { $0 != "_" }
    return before?.joinsWords == true
  }

  /// Whether a word continues at `index`: with a letter or digit, or with `_` and one of them.
  private func continuesWord(at index: String.Index) -> Bool {
    let next = prompt[index...].drop { $0 == "_" }
    return next.first?.joinsWords == true
  }

  /// What a person would read as the name: every character allowed in a handle, up to a change to a
  /// script without spaces.
  private func writtenName(from start: String.Index) -> String {
    let usesSpaces = start < prompt.endIndex && prompt[start].joinsWords
    var run = prompt[start...].prefix { character in
      Handle.isAllowed(character) && !(usesSpaces && character.isWrittenWithoutSpaces)
    }.prefix(Handle.longest)
    while let last = run.last, !Handle.isWordlike(last) { run.removeLast() }
    return String(run)
  }
}

extension MentionReader {
  private static let brackets: [Character: Character] = ["[": "]", "［": "］", "【": "】"]

  /// What stands between brackets at `start`, as in `@[Kael the Elder]`, and where they end.
  private func bracketed(from start: String.Index) -> (content: String, end: String.Index)? {
    guard start < prompt.endIndex, let close = Self.brackets[prompt[start]] else { return nil }
    let rest = prompt[start...].dropFirst()
    let content = rest.prefix(2 * names.longest + 2).prefix { $0 != close && !$0.isNewline }
    guard content.endIndex < prompt.endIndex, prompt[content.endIndex] == close else { return nil }
    let bare = content.drop { $0.isWhitespace || $0.isAt }
    guard bare.contains(where: Handle.isWordlike) else { return nil }
    return (String(bare), prompt.index(after: content.endIndex))
  }

  /// The mention of what stands in brackets, with a look in them or after them.
  private func mention(
    _ start: String.Index, bracketed content: String, end: String.Index
  ) throws(TroupeError) -> Mention? {
    if let asset = try names.asset(content) {
      let (look, lookEnd) = try look(of: asset, at: end)
      return try mention(of: asset, look, start..<lookEnd)
    }
    guard let slash = content.lastIndex(where: Self.isSlash),
      let asset = try names.asset(content[..<slash])
    else { throw unknown(content) }
    let look = try look(of: asset, called: CastNames.key(content[slash...].dropFirst()))
    return try mention(of: asset, look, start..<end)
  }

  private static func isSlash(_ character: Character) -> Bool {
    character == "/" || character == "／"
  }

  private func look(of asset: NamedAsset, called key: String) throws(TroupeError) -> String {
    guard let look = asset.looks.first(where: { $0.foldedKey == key }) else {
      throw .catalog(.unknownLook(asset: asset.handle.text, look: key, known: asset.looks))
    }
    return look
  }

  private func look(
    of asset: NamedAsset, at slash: String.Index
  ) throws(TroupeError) -> (name: String?, end: String.Index) {
    guard slash < prompt.endIndex, Self.isSlash(prompt[slash]) else { return (nil, slash) }
    let start = prompt.index(after: slash)
    let written = writtenName(from: start)
    guard !written.isEmpty else { return (nil, slash) }
    let looks = Dictionary(
      asset.looks.map { ($0.foldedKey, $0) }, uniquingKeysWith: { first, _ in first })
    var best: (String, String.Index)?
    forEachWordEnd(from: start, upTo: Handle.longest, where: Handle.isAllowed) { end in
      if let look = looks[prompt[start..<end].foldedKey] { best = (look, end) }
    }
    guard let (name, end) = best else {
      throw .catalog(.unknownLook(asset: asset.handle.text, look: written, known: asset.looks))
    }
    return (name, end)
  }

  /// The asset whose handle, alias or name is the longest that the prompt spells from `start` on. One with spaces in it
  /// goes on where a shorter one ends, so both must be the same asset's.
  private func named(from start: String.Index) throws(TroupeError) -> (NamedAsset, String.Index)? {
    var candidates: [String.Index] = []
    var words = 0
    var isInWord = false
    forEachWordEnd(
      from: start, upTo: names.longest,
      where: { character in
        guard !character.isNewline, !character.isAt else { return false }
        let wasInWord = isInWord
        isInWord = !character.isWhitespace
        if isInWord, !wasInWord { words += 1 }
        return words <= names.mostWords
      }
    ) { candidates.append($0) }
    var longest: (asset: NamedAsset, end: String.Index)?
    for end in candidates.reversed() {
      guard let asset = try names.asset(prompt[start..<end]) else { continue }
      guard let longer = longest else {
        longest = (asset, end)
        if !prompt[start..<end].contains(where: \.isWhitespace) { break }
        continue
      }
      if prompt[start..<end].contains(where: \.isWhitespace) { continue }
      guard asset.handle == longer.asset.handle else {
        throw .catalog(
          .ambiguous(String(prompt[start..<longer.end]), [asset.handle, longer.asset.handle]))
      }
      break
    }
    return longest
  }

  /// Calls `body` with each index at which a word ends, among the first `most` characters that `isPart` accepts.
  private func forEachWordEnd(
    from start: String.Index, upTo most: Int, where isPart: (Character) -> Bool,
    _ body: (String.Index) -> Void
  ) {
    var end = start
    for _ in 0..<most {
      guard end < prompt.endIndex, isPart(prompt[end]) else { return }
      let last = prompt[end]
      end = prompt.index(after: end)
      if last.isWhitespace || last.joinsWords && continuesWord(at: end) { continue }
      body(end)
    }
  }
}
