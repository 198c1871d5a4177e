/// Where addresses stand in a text: `https://…`, `mailto:…`, `www.…`, `social.example/…` and e-mail. An at sign in one
/// is no mention, and a name in one names no asset.
struct WebAddresses {
  /// From left to right, without overlaps.
  private(set) var ranges: [Range<String.Index>] = []

  init(in text: String) {
    guard text.contains(where: { $0 == "/" || $0 == ":" || $0 == "." || $0.isAt }) else { return }
    var index = text.startIndex
    while index < text.endIndex {
      guard Self.isHostPart(text[index]) else {
        index = text.index(after: index)
        continue
      }
      let word = text[index...].prefix(while: Self.isHostPart)
      let rest = text[word.endIndex...]
      // After an at sign it is a handle, which may have a dot in it.
      let isHandle = text[..<index].last?.isAt == true
      if !isHandle, let first = Self.firstOfAddress(word, before: rest) {
        let end = Self.end(of: text[first...])
        ranges.append(first..<end)
        index = max(end, word.endIndex)
      } else {
        index = word.endIndex
      }
    }
  }

  /// Whether `index` is in one of them.
  func contains(_ index: String.Index) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(index)
  }

  /// Where an address begins that `word` is the scheme, the host or the mailbox of; `nil` for any other word.
  private static func firstOfAddress(_ word: Substring, before rest: Substring) -> String.Index? {
    let first = word.firstIndex { $0 != "_" && $0 != "." && $0 != "-" && $0 != "+" }
    guard let first else { return nil }
    let bare = word[first...]
    if rest.hasPrefix("://") || bare.lowercased().hasPrefix("www.") { return first }
    if rest.first == ":" {
      if bare.lowercased() == "mailto" { return first }
      let port = rest.dropFirst().prefix(while: \.isNumber)
      return !port.isEmpty && rest[port.endIndex...].first == "/" && isHost(bare) ? first : nil
    }
    if rest.first == "/" { return isHost(bare) ? first : nil }
    guard rest.first?.isAt == true else { return nil }
    return isHost(rest.dropFirst().prefix(while: isHostPart)) ? first : nil
  }

  /// Whether `word` has the form of a host: `social.example`.
  private static func isHost(_ word: Substring) -> Bool {
    let labels = word.split(separator: ".")
    guard labels.count > 1, word.first != ".", let last = labels.last else { return false }
    return last.count > 1 && last.allSatisfy { $0.isASCII && $0.isLetter }
  }

  private static func isHostPart(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return false }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"), UInt8(ascii: "+"):
      return true
    default: return false
    }
  }

  /// The end of the address at the beginning of `text`. Prose goes on without a space after a bracket that was open
  /// before, after punctuation that no address has, and after Latin letters in Chinese.
  private static func end(of text: Substring) -> String.Index {
    var open: [Character: Int] = [:]
    var last: Character = " "
    for index in text.indices {
      let character = text[index]
      if character.isWhitespace || "<>\"`|".contains(character) { return index }
      if !character.isASCII {
        guard character.isLetter || character.isNumber else { return index }
        let isEndOfWord = last.isASCII && (last.isLetter || last.isNumber)
        if character.isWrittenWithoutSpaces, isEndOfWord { return index }
      }
      if character == "(" || character == "[" { open[character, default: 0] += 1 }
      if character == ")" || character == "]" {
        let partner: Character = character == ")" ? "(" : "["
        guard let count = open[partner], count > 0 else { return index }
        open[partner] = count - 1
      }
      if last == ",", character.isAt { return index }
      last = character
    }
    return text.endIndex
  }
}
