/// Blanks what is not code, so that a word in a comment or a string is not taken for code.
enum SwiftText {
  private enum State {
    case code
    case line
    case block(depth: Int)
    case string(quotes: Int, hashes: Int)
  }

  /// `text` with comments and string contents replaced by spaces; line breaks stay. An
  /// interpolation counts as part of its string, and may hold strings of its own.
  static func blanked(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var stack: [(State, parentheses: Int)] = [(.code, 0)]
    var index = 0

    func starts(_ word: String, at place: Int) -> Bool {
      let word = Array(word.unicodeScalars)
      return place + word.count <= scalars.count
        && Array(scalars[place..<place + word.count]) == word
    }
    func take(_ count: Int, isCode: Bool) {
      for scalar in scalars[index..<min(index + count, scalars.count)] {
        result.append(isCode || scalar == "\n" ? scalar : " ")
      }
      index += count
    }

    while index < scalars.count {
      let top = stack.count - 1
      let isInterpolation = top > 0
      switch stack[top].0 {
      case .code:
        let hashes = scalars[index...].prefix { $0 == "#" }.count
        if starts("//", at: index) {
          stack.append((.line, 0))
        } else if starts("/*", at: index) {
          stack.append((.block(depth: 0), 0))
        } else if starts("\"", at: index + hashes) {
          let quotes = starts("\"\"\"", at: index + hashes) ? 3 : 1
          take(hashes + quotes, isCode: !isInterpolation)
          stack.append((.string(quotes: quotes, hashes: hashes), 0))
        } else {
          if scalars[index] == "(" { stack[top].parentheses += 1 }
          if scalars[index] == ")" { stack[top].parentheses -= 1 }
          let ends = isInterpolation && stack[top].parentheses == 0
          take(1, isCode: !isInterpolation)
          if ends { stack.removeLast() }
        }
      case .line:
        if scalars[index] == "\n" { stack.removeLast() }
        take(1, isCode: false)
      case .block(let depth):
        if starts("*/", at: index) {
          take(2, isCode: false)
          if depth == 1 { stack.removeLast() } else { stack[top].0 = .block(depth: depth - 1) }
        } else if starts("/*", at: index) {
          take(2, isCode: false)
          stack[top].0 = .block(depth: depth + 1)
        } else {
          take(1, isCode: false)
        }
      case .string(let quotes, let hashes):
        let raw = String(repeating: "#", count: hashes)
        if starts(String(repeating: "\"", count: quotes) + raw, at: index) {
          take(quotes + hashes, isCode: stack.count == 2)
          stack.removeLast()
        } else if starts("\\\(raw)(", at: index) {
          take(1 + hashes, isCode: false)
          stack.append((.code, 0))
        } else if starts("\\\(raw)", at: index) {
          take(2 + hashes, isCode: false)
        } else {
          take(1, isCode: false)
        }
      }
    }
    return String(result)
  }
}
