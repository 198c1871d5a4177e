internal import Foundation
internal import TroupeVocabulary

/// Reads the mention that begins at one index of a prompt.
struct MentionReader {
  private struct KnownAsset {
    let handle: Handle
    let looks: [String]
  }

  private let prompt: String
  /// By folded handle.
  private let known: [String: KnownAsset]

  init(prompt: String, known: [Handle: [String]]) {
    self.prompt = prompt
    self.known = Dictionary(
      known.map { ($0.key.key, KnownAsset(handle: $0.key, looks: $0.value)) },
      uniquingKeysWith: { first, _ in first })
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
    let written = writtenName(from: nameStart)
    guard !written.isEmpty else { return nil }
    guard let (asset, nameEnd) = longestMatch(known, from: nameStart) else {
      if isAfterMention { return nil }
      throw .catalog(
        .unknownAsset(
          written, nearest: Spelling.nearest(to: written.foldedKey, among: known.keys)))
    }
    let (look, lookEnd) = try look(of: asset, at: nameEnd)
    var suffix = MentionSuffix(prompt: prompt, index: lookEnd)
    let weight = try suffix.weight()
    let role = suffix.role()
    return Mention(
      handle: asset.handle, look: look, role: role, weight: weight ?? 1,
      range: start..<suffix.index)
  }

  private func isInsideAddress(_ index: String.Index) -> Bool {
    index > prompt.startIndex && prompt[prompt.index(before: index)].joinsWords
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

  private func look(
    of asset: KnownAsset, at slash: String.Index
  ) throws(TroupeError) -> (name: String?, end: String.Index) {
    guard slash < prompt.endIndex, prompt[slash] == "/" || prompt[slash] == "／" else {
      return (nil, slash)
    }
    let start = prompt.index(after: slash)
    let written = writtenName(from: start)
    guard !written.isEmpty else { return (nil, slash) }
    let names = Dictionary(
      asset.looks.map { ($0.foldedKey, $0) }, uniquingKeysWith: { first, _ in first })
    guard let (name, end) = longestMatch(names, from: start) else {
      throw .catalog(.unknownLook(asset: asset.handle.text, look: written, known: asset.looks))
    }
    return (name, end)
  }

  /// The value of the longest key that the prompt spells from `start` on and that ends at a word
  /// boundary.
  private func longestMatch<Value>(
    _ values: [String: Value], from start: String.Index
  ) -> (Value, String.Index)? {
    var best: (Value, String.Index)?
    var end = start
    for _ in 0..<Handle.longest {
      guard end < prompt.endIndex, Handle.isAllowed(prompt[end]) else { break }
      let last = prompt[end]
      end = prompt.index(after: end)
      if last.joinsWords, continuesWord(at: end) { continue }
      if let value = values[prompt[start..<end].foldedKey] { best = (value, end) }
    }
    return best
  }
}
