import Foundation

/// Text that is fit for a terminal: what is interpolated cannot move the cursor, color, reorder or
/// hide anything.
///
/// Literals stand as written; interpolated values are escaped, with line breaks kept only by
/// `\(lines:)`.
struct SafeText: ExpressibleByStringInterpolation, Sendable {
  /// With the marks of tints and links.
  let marked: String

  /// Without them.
  var plain: String {
    guard marked.contains("\u{1B}") else { return marked }
    return unlinked.replacing(/\u{1B}\[[0-9]*m/, with: "")
  }

  /// With the marks of tints alone.
  var unlinked: String {
    guard marked.contains("\u{1B}]") else { return marked }
    return marked.replacing(/\u{1B}\]8;;[^\u{1B}]*\u{1B}\\/, with: "")
  }

  init(stringLiteral value: String) { marked = value }

  init(stringInterpolation: StringInterpolation) { marked = stringInterpolation.text }

  init(_ text: String) { marked = Self.escaped(text, keepsLines: false) }

  fileprivate init(marked: String) { self.marked = marked }

  static func + (left: SafeText, right: SafeText) -> SafeText {
    SafeText(marked: left.marked + right.marked)
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += SafeText.escaped("\(value)", keepsLines: false)
    }

    mutating func appendInterpolation(_ safe: SafeText) { text += safe.marked }

    mutating func appendInterpolation(lines value: String) {
      text += SafeText.escaped(value, keepsLines: true)
    }

    /// A text that leads to a file where the terminal takes links.
    mutating func appendInterpolation(_ safe: SafeText, file: URL?) {
      let link = file.flatMap { Hyperlink(text: safe.plain, path: $0.path, host: Self.host) }
      guard let link else { return text += safe.marked }
      text += link.start + safe.marked + Hyperlink.end
    }

    /// The name of this machine, without asking a name server.
    private static let host: String = {
      var name = [CChar](repeating: 0, count: 256)
      guard gethostname(&name, name.count - 1) == 0 else { return "" }
      return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()

    mutating func appendInterpolation(_ value: some CustomStringConvertible, _ tint: Tint) {
      text += tint.mark + SafeText.escaped("\(value)", keepsLines: false) + Tint.end
    }
  }

  private static func escaped(_ text: String, keepsLines: Bool) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isUnsafe(scalar) || (keepsLines && scalar == "\n") {
        safe.append(scalar)
      } else if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        safe.append(" ")
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        safe.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
    }
    return String(safe)
  }

  /// C0, DEL, C1, line and paragraph separators, and what reorders text.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension SafeText {
  /// It within the width of the terminal, where one is known: longer lines are broken at spaces, but not rows of columns,
  /// which are told by two spaces inside.
  /// - Parameter indent: spaces before each line.
  func wrapped(indent: Int = 0) -> SafeText {
    let margin = String(repeating: " ", count: indent)
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    let fitted = lines.flatMap { line -> [String] in
      guard TerminalSize.isKnown, !line.drop(while: { $0 == " " }).contains("  ") else {
        return [margin + line]
      }
      return Self.fitted(margin + line)
    }
    return SafeText(marked: fitted.joined(separator: "\n"))
  }

  private static func fitted(_ line: String) -> [String] {
    let columns = TerminalSize.columns
    guard SafeText(marked: line).plain.displayWidth > columns else { return [line] }
    let margin = String(line.prefix { $0 == " " })
    var (lines, current, used): ([String], String, Int) = ([], margin, margin.count)
    for word in line.dropFirst(margin.count).split(separator: " ") {
      let width = SafeText(marked: String(word)).plain.displayWidth
      let gap = used == margin.count ? "" : " "
      if !gap.isEmpty, used + 1 + width > columns {
        lines.append(current)
        (current, used) = (margin + word, margin.count + width)
      } else {
        current += gap + word
        used += gap.count + width
      }
    }
    return lines + [current]
  }
}

extension Array<SafeText> {
  func joined(separator: SafeText) -> SafeText {
    SafeText(marked: map(\.marked).joined(separator: separator.marked))
  }
}
