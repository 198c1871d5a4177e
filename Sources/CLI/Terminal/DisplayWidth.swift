extension String {
  /// Columns of a terminal that it takes: two for wide characters of East Asia and emoji, none for
  /// marks.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// It within `width` columns, the end replaced by `…` where it is longer.
  func truncated(to width: Int) -> String {
    var used = 0
    var kept = startIndex
    for index in indices {
      used += self[index].displayWidth
      if used > width { return self[..<kept] + "…" }
      if used <= width - 1 { kept = self.index(after: index) }
    }
    return self
  }

  /// It within `width` columns, the middle replaced by `…` where it is longer: of a path, both ends tell most.
  func withoutMiddle(to width: Int) -> String {
    guard displayWidth > width else { return self }
    let kept = max(2, width - 1)
    let end = kept * 2 / 3
    var (head, tail) = (Substring(self), Substring(self))
    while head.reduce(0, { $0 + $1.displayWidth }) > kept - end { head.removeLast() }
    while tail.reduce(0, { $0 + $1.displayWidth }) > end { tail.removeFirst() }
    return head + "…" + tail
  }

  /// It in lines of at most `width` columns, broken at spaces and at wide characters.
  /// - Parameter cutsWords: whether a longer word is cut; else it stays whole.
  func wrapped(to width: Int, cutsWords: Bool = false) -> [String] {
    var lines: [String] = []
    for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var used = 0
      let limit = cutsWords ? max(1, width) : Int.max
      for piece in pieces(of: paragraph).flatMap({ $0.cut(to: limit) }) {
        let columns = piece.displayWidth
        if used + columns > width, !line.isEmpty {
          lines.append(line.withoutTrailingSpaces)
          (line, used) = ("", 0)
        }
        if line.isEmpty, piece == " " { continue }
        line += piece
        used += columns
      }
      lines.append(line.withoutTrailingSpaces)
    }
    return lines
  }

  private func cut(to width: Int) -> [String] {
    guard displayWidth > width else { return [self] }
    var (parts, part, used): ([String], String, Int) = ([], "", 0)
    for character in self {
      let columns = character.displayWidth
      if used + columns > width, !part.isEmpty {
        parts.append(part)
        (part, used) = ("", 0)
      }
      part.append(character)
      used += columns
    }
    return parts + [part]
  }

  private var withoutTrailingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Words, single spaces and single wide characters.
  private func pieces(of line: Substring) -> [String] {
    var pieces: [String] = []
    var word = ""
    for character in line {
      if character == " " || character.displayWidth == 2 {
        if !word.isEmpty { pieces.append(word) }
        pieces.append(String(character))
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? pieces : pieces + [word]
  }
}

extension Character {
  var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if unicodeScalars.contains(where: { $0.value == 0xFE0F || $0.isWide }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    switch value {
    case 0..<0x1100: false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x20000...0x3FFFD:
      true
    default: properties.isEmojiPresentation
    }
  }
}
