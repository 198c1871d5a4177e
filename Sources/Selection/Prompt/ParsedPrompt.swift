package import TroupeVocabulary

/// A prompt as mentions and the text between them, parsed once for a whole plan.
///
/// `ReferenceSelector` and `Composer` take this value and never read the prompt of the request, so
/// choosing again with fewer images, or composing, cannot parse it again.
package struct ParsedPrompt: Hashable, Sendable {
  /// One run of the prompt.
  package enum Piece: Hashable, Sendable {
    /// Text as it is sent: `\@` has become `@`, and `\#` after a mention `#`.
    case text(String)
    /// A mention.
    case mention(Mention)
  }

  /// The prompt as the user wrote it.
  package let source: String
  /// The prompt in order.
  package private(set) var pieces: [Piece]
  /// Every mention in order.
  package private(set) var mentions: [Mention]
  /// Every mentioned asset once, in order of first mention.
  package private(set) var assets: [MentionedAsset]
  /// The tokens of each piece; a mention has none.
  let tokens: [TokenizedText]
  /// The language of its own words.
  let language: LabelLanguage

  /// Parses `prompt` with handles alone: every asset's, with the names of its looks.
  /// - Throws: as `init(_:names:)`.
  package init(_ prompt: String, known: [Handle: [String]]) throws(TroupeError) {
    try self.init(prompt, names: CastNames(known.map { NamedAsset($0.key, looks: $0.value) }))
  }

  /// Parses `prompt`. An at sign directly after a letter or digit, or in an address, stays text.
  /// - Parameters:
  ///   - prompt: the prompt as the user wrote it.
  ///   - names: what the assets are called; the longest match wins.
  ///   - isRecorded: whether it was sent before: the number of a version behind a mention was text then.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.ambiguousName`, `CatalogError.unknownLook`, or
  ///   `.invalidValue` for a weight out of range and for the number of a version behind a mention.
  package init(
    _ prompt: String, names: CastNames, isRecorded: Bool = false
  ) throws(TroupeError) {
    let pieces = try Self.pieces(of: prompt, names: names, isRecorded: isRecorded)
    source = prompt
    self.pieces = pieces
    mentions = pieces.compactMap { if case .mention(let mention) = $0 { mention } else { nil } }
    assets = Self.merged(mentions)
    language = LabelLanguage(ofPrompt: prompt, text: Self.textWithoutMentions(pieces))
    tokens = pieces.map { piece in
      if case .text(let text) = piece {
        TokenizedText(text, keepsWords: true)
      } else {
        TokenizedText(tokens: [])
      }
    }
  }

  /// The same with `others` behind its own assets, though nothing in the text stands for them.
  package func showing(_ others: [NamedLook]) -> ParsedPrompt {
    var prompt = self
    for one in others where !prompt.assets.contains(where: { $0.handle == one.asset }) {
      prompt.assets.append(MentionedAsset(one))
    }
    return prompt
  }

  /// The same with each mention as `change` makes it; what is behind its own assets stays.
  func replacing(_ change: (Mention) -> Mention) -> ParsedPrompt {
    var prompt = self
    prompt.pieces = pieces.map {
      if case .mention(let one) = $0 { .mention(change(one)) } else { $0 }
    }
    prompt.mentions = mentions.map(change)
    let own = Self.merged(prompt.mentions)
    prompt.assets = own + assets.dropFirst(own.count)
    return prompt
  }

  /// Whether it is empty or white space only.
  var isBlank: Bool { source.allSatisfy(\.isWhitespace) }

  /// The text with a space for each mention.
  var textWithoutMentions: String { Self.textWithoutMentions(pieces) }

  private static func textWithoutMentions(_ pieces: [Piece]) -> String {
    pieces.map { if case .text(let text) = $0 { text } else { " " } }.joined()
  }

  private static func pieces(
    of prompt: String, names: CastNames, isRecorded: Bool
  ) throws(TroupeError) -> [Piece] {
    let reader = MentionReader(prompt: prompt, names: names)
    var pieces: [Piece] = []
    var text = ""
    var index = prompt.startIndex
    while index < prompt.endIndex {
      let next = prompt.index(after: index)
      if prompt[index] == "\\", next < prompt.endIndex, prompt[next].isAt {
        text.append(prompt[next])
        index = prompt.index(after: next)
      } else if let mention = try reader.mention(
        at: index, isAfterMention: text.isEmpty && !pieces.isEmpty)
      {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.mention(mention))
        index = mention.range.upperBound
        let number = VersionNumber(in: prompt, at: index)
        if let number, !number.isText, !isRecorded {
          throw number.error(after: prompt[mention.range])
        }
        // The backslash alone is left out.
        if number?.isText == true { index = prompt.index(after: index) }
      } else {
        let end = plainEnd(of: prompt, from: next)
        text += prompt[index..<end]
        index = end
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  /// The end of the characters from `start` on that are ASCII, each one byte, and begin no mention: most of a prompt.
  private static func plainEnd(of prompt: String, from start: String.Index) -> String.Index {
    var end = start
    while end < prompt.endIndex {
      switch prompt.utf8[end] {
      case UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "\r"), 0x80...: return end
      default: break
      }
      // A mark beyond ASCII may belong to the character before it.
      let next = prompt.utf8.index(after: end)
      guard next == prompt.endIndex || prompt.utf8[next] < 0x80 else { return end }
      end = next
    }
    return end
  }

  private static func merged(_ mentions: [Mention]) -> [MentionedAsset] {
    var assets: [MentionedAsset] = []
    var indices: [Handle: Int] = [:]
    for mention in mentions {
      if let index = indices[mention.handle] {
        assets[index].merge(mention)
      } else {
        indices[mention.handle] = assets.count
        assets.append(MentionedAsset(mention))
      }
    }
    return assets
  }
}
