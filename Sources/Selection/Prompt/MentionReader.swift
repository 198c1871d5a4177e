internal import Foundation
internal import TroupeVocabulary

/// Reads the mention that begins at one place of a prompt.
struct MentionReader {
  private struct Known {
    let handle: Handle
    let looks: [String]
  }

  private let prompt: String
  private let known: [String: Known]

  init(prompt: String, known: [Handle: [String]]) {
    self.prompt = prompt
    self.known = Dictionary(
      known.map { ($0.key.key, Known(handle: $0.key, looks: $0.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The mention whose at sign stands at `start`; `nil` when it is none.
  ///
  /// - Parameter isAfterMention: whether another mention ends there, so that this one can be no
  ///   address; a name that is not known may be a host's, though, and is left alone.
  func mention(
    at start: String.Index, isAfterMention: Bool
  ) throws(TroupeError) -> Mention? {
    guard prompt[start].isAt, isAfterMention || !isInsideAddress(start) else { return nil }
    let name = prompt.index(after: start)
    let written = handleRun(from: name)
    guard !written.isEmpty else { return nil }
    guard let (asset, nameEnd) = longest(known, from: name) else {
      if isAfterMention { return nil }
      throw .unknownAsset(
        written, nearest: Spelling.nearest(to: written.foldedKey, among: known.keys))
    }
    let (look, lookEnd) = try look(of: asset, at: nameEnd)
    var tail = MentionTail(prompt: prompt, index: lookEnd)
    let weight = try tail.weight()
    let role = tail.role()
    return Mention(
      handle: asset.handle, look: look, role: role, weight: weight ?? 1,
      range: start..<tail.index)
  }

  private func isInsideAddress(_ index: String.Index) -> Bool {
    index > prompt.startIndex && prompt[prompt.index(before: index)].joinsWords
  }

  /// Whether a word goes on at `index`: with a letter or digit, or with `_` and one of them.
  private func isInsideWord(_ index: String.Index) -> Bool {
    let next = prompt[index...].drop { $0 == "_" }
    return next.first?.joinsWords == true
  }

  /// What a reader takes for the name: all that may stand in one, up to a change to a script
  /// without spaces.
  private func handleRun(from start: String.Index) -> String {
    let spaced = start < prompt.endIndex && prompt[start].joinsWords
    var run = prompt[start...].prefix { character in
      Handle.isAllowed(character) && !(spaced && character.isWrittenWithoutSpaces)
    }.prefix(Handle.longest)
    while let last = run.last, !Handle.isWordlike(last) { run.removeLast() }
    return String(run)
  }

  private func look(
    of asset: Known, at slash: String.Index
  ) throws(TroupeError) -> (name: String?, end: String.Index) {
    guard slash < prompt.endIndex, prompt[slash] == "/" || prompt[slash] == "／" else {
      return (nil, slash)
    }
    let start = prompt.index(after: slash)
    let written = handleRun(from: start)
    guard !written.isEmpty else { return (nil, slash) }
    let names = Dictionary(
      asset.looks.map { ($0.foldedKey, $0) }, uniquingKeysWith: { first, _ in first })
    guard let (name, end) = longest(names, from: start) else {
      throw .unknownLook(asset: asset.handle.text, look: written, known: asset.looks)
    }
    return (name, end)
  }

  /// The value of the longest key that the prompt spells from `start` on, ending where a word may
  /// end.
  private func longest<Value>(
    _ values: [String: Value], from start: String.Index
  ) -> (Value, String.Index)? {
    var best: (Value, String.Index)?
    var end = start
    for _ in 0..<Handle.longest {
      guard end < prompt.endIndex, Handle.isAllowed(prompt[end]) else { break }
      let last = prompt[end]
      end = prompt.index(after: end)
      if last.joinsWords, isInsideWord(end) { continue }
      if let value = values[prompt[start..<end].foldedKey] { best = (value, end) }
    }
    return best
  }
}
