internal import Foundation
package import TroupeVocabulary

/// Reads from the names of files and folders what pictures show of one asset.
package struct NameReader: Sendable {
  private enum Meaning: Hashable {
    case own
    case look(String)
    case other(Handle)
    case view(View)
    case time(TimeOfDay)
    case noise
  }

  private let asset: Asset
  private var table = PhraseTable<Meaning>()

  /// - Parameters:
  ///   - asset: whose pictures they are.
  ///   - others: the rest of the cast.
  package init(_ asset: Asset, others: [Asset]) {
    self.asset = asset
    add(Self.names(of: asset), .own)
    for look in asset.looks { add([look.name], .look(look.name)) }
    for other in others where other.id != asset.id {
      add(Self.names(of: other).filter { $0.count > 1 }, .other(other.handle))
    }
    if asset.kind == .place {
      for (phrase, meaning) in Lexicon.ofPlacesEverywhere {
        switch meaning {
        case .view(let view): table.add(phrase, .view(view))
        case .tag(let tag):
          if let time = TimeOfDay(rawValue: tag) { table.add(phrase, .time(time)) }
        case .look: break
        }
      }
      for view in View.ofPlaces { table.add(view.rawValue, .view(view)) }
    }
    for (view, words) in NameTable.views {
      guard asset.kind == .place else {
        table.add(words, .view(view))
        continue
      }
      if let angle = Self.angles[view] { table.add(words, .view(angle)) }
    }
    table.add(NameTable.noise, .noise)
  }

  /// What the words for a view of someone say of a place.
  private static let angles: [View: View] = [
    .fullBody: .wide, .profileLeft: .left, .profileRight: .right, .back: .reverse,
    .face: .detail, .detail: .detail,
  ]

  /// Names are not phrases with alternatives, and stand in files as their parts do.
  private mutating func add(_ names: [String], _ meaning: Meaning) {
    let plain = names.map { name in
      name.map { "|?@#".contains($0) ? " " : String($0) }.joined()
    }
    let parted = plain.map { name in
      NameWords(name).words.map { ($0.isJoined ? "" : " ") + $0.text }.joined()
    }
    table.add(Array(Set(plain + parted)).sorted(), meaning)
  }

  private static func names(of asset: Asset) -> [String] {
    [asset.handle.text, asset.name] + asset.aliases
  }

  /// What the name of one picture says.
  /// - Parameters:
  ///   - file: the file as it is called for the user.
  ///   - folders: the folders that it is in, from the one that was named, which is left out.
  ///   - around: the folder that was named or holds the file; it counts only where it is called by a look.
  package func read(_ file: String, in folders: [String], around: String? = nil) -> ReadName {
    var read = ReadName(file: file)
    var (isOwn, other) = (false, Handle?.none)
    var said: [String] = []
    func take(_ part: Part) {
      isOwn = isOwn || part.isOwn
      other = part.other ?? other
      if let view = part.view { read.view = view }
      if let time = part.time { read.time = time }
    }
    if let around { read.look = self.part(around).look }
    for folder in folders {
      let part = self.part(folder)
      take(part)
      if let look = part.look {
        (read.look, read.isNewLook) = (look, false)
      } else if part.isCue {
        said = [part.text]
      } else if let look = Self.lookName(part.rest) {
        (read.look, read.isNewLook) = (look, true)
      }
    }
    let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
    let part = self.part(name)
    take(part)
    if let look = part.look { (read.look, read.isNewLook) = (look, false) }
    read.number = part.number
    if part.view != nil, !part.isCue { said = [] }
    let caption = part.text(without: read.look)
    read.caption = (said + [caption]).filter { !$0.isEmpty }.joined(separator: " ")
    read.other = isOwn ? nil : other
    return read
  }

  /// What one name among those of a path says.
  private struct Part {
    var isOwn = false
    var other: Handle?
    var look: String?
    var view: View?
    var time: TimeOfDay?
    /// Whether the view is an expression or a pose that its own words tell.
    var isCue = false
    var number: Int?
    /// The words that were not understood, and those of a cue.
    var rest: [NameWords.Word] = []

    var text: String { text(without: nil) }

    /// Those words, without the ones of `look`.
    func text(without look: String?) -> String {
      let known = Set(look.map { NameWords($0).words.map { Handle.folded($0.text) } } ?? [])
      var text = ""
      for word in rest where !known.contains(Handle.folded(word.text)) {
        text += (text.isEmpty || word.isJoined ? "" : " ") + word.text
      }
      return text.contains { $0.isLetter } ? text : ""
    }
  }

  /// More other words than these make a short word for a view part of a sentence.
  private static let mostOtherWords = 3

  private func part(_ name: String) -> Part {
    let words = NameWords(name)
    var part = Part()
    var used: Set<Int> = []
    var views: [(View, Range<Int>)] = []
    var hasNoise = false
    for match in table.matches(in: words.tokens) where used.isDisjoint(with: match.range) {
      switch match.meaning {
      case .own: part.isOwn = true
      case .other(let handle): part.other = part.other ?? handle
      case .look(let look): part.look = part.look ?? look
      case .time(let time): part.time = part.time ?? time
      case .view(let view):
        views.append((view, match.range))
        continue
      case .noise: hasNoise = true
      }
      used.formUnion(match.range)
    }
    let viewed = Set(views.flatMap(\.1))
    let others = words.rest(without: used.union(viewed)).count {
      Self.isWord($0.text) && !$0.isJoined
    }
    if let (view, range) = views.first, others <= Self.mostOtherWords {
      part.view = view
      used.formUnion(range)
    } else {
      readPhrases(words, &part, &used)
    }
    let rest = words.rest(without: used)
    // Several are a date; those next to a word of a camera or a program are of its making.
    let numbers = rest.compactMap { Int($0.text) }
    if !words.isMadeUp, !hasNoise, numbers.count < 3 { part.number = numbers.last }
    part.rest = rest.filter { Self.isWord($0.text) }
    return part
  }

  /// Reads it as a prompt is read: a view, or the words for an expression or a pose.
  private func readPhrases(_ words: NameWords, _ part: inout Part, _ used: inout Set<Int>) {
    // The words of all languages are not read for what says nothing more.
    guard words.rest(without: used).contains(where: { Self.isWord($0.text) }) else { return }
    let text = words.words.map { ($0.isJoined ? "" : " ") + $0.text }.joined()
    for match in Lexicon.reading([text]).phrases.matches(in: words.tokens)
    where used.isDisjoint(with: match.range) {
      switch match.meaning {
      case .view(let view) where View.named.contains(view):
        guard let shown = asset.kind == .place ? Self.angles[view] : view else { break }
        part.view = shown
        part.isCue = false
        used.formUnion(match.range)
        return
      case .cue(_, let isExpression) where part.view == nil && asset.kind != .place:
        part.view = isExpression ? .expression : .pose
        part.isCue = true
      default: break
      }
    }
  }

  /// Whether it says something: not a number, nor a letter alone.
  private static func isWord(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return first.isWrittenWithoutSpaces || text.count > 1 && text.contains(where: \.isLetter)
  }

  /// The look that a folder is called by; `nil` where its words can be no name of one.
  private static func lookName(_ words: [NameWords.Word]) -> String? {
    var name = ""
    for word in words { name += (name.isEmpty || word.isJoined ? "" : "-") + word.text }
    return try? Handle(name).text
  }
}
