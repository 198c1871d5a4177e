package import TroupeVocabulary

/// A prompt taken apart into its mentions and the words between them.
package struct Mentions: Hashable, Sendable {
  /// One run of the prompt.
  package enum Piece: Hashable, Sendable {
    /// Words as they are to be sent: `\@` has become `@`.
    case text(String)
    /// A mention.
    case mention(Mention)
  }

  /// The prompt in order.
  package let pieces: [Piece]

  /// Reads `prompt`. An at directly after a letter or digit belongs to an address and is left
  /// alone.
  /// - Parameters:
  ///   - prompt: the words as the user wrote them.
  ///   - known: every asset's handle with the names of its looks; the longest that fits wins.
  /// - Throws: `TroupeError.unknownAsset`, `.unknownLook`, or `.invalidValue` for a weight out of
  ///   its range.
  package init(in prompt: String, known: [Handle: [String]]) throws(TroupeError) {
    let reader = MentionReader(prompt: prompt, known: known)
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
      } else {
        text.append(prompt[index])
        index = next
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    self.pieces = pieces
  }

  /// Every mention in order.
  package var list: [Mention] {
    pieces.compactMap { if case .mention(let mention) = $0 { mention } else { nil } }
  }

  /// Every mentioned asset once, in order of first mention.
  package var assets: [MentionedAsset] {
    var assets: [MentionedAsset] = []
    var places: [Handle: Int] = [:]
    for mention in list {
      if let index = places[mention.handle] {
        assets[index].add(mention)
      } else {
        places[mention.handle] = assets.count
        assets.append(MentionedAsset(mention))
      }
    }
    return assets
  }

  /// The words without the mentions: what is asked of the picture.
  var words: String {
    pieces.map { if case .text(let text) = $0 { text } else { " " } }.joined()
  }
}
