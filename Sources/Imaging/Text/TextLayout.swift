/// Text broken into lines that fit a width.
struct TextLayout {
  /// One line and the room it takes.
  struct Line {
    var pieces: [(x: Double, shaped: Typesetter.Shaped)] = []
    /// Pixels, without the space it may end with.
    var width = 0.0
    /// Where the next piece goes.
    fileprivate var end = 0.0
    fileprivate var texts: [String] = []
  }

  private(set) var lines: [Line] = []
  private var typesetter: Typesetter
  private let width: Double
  private let maxLines: Int

  private static let ellipsis = "…"

  /// Breaks `text` at `width` pixels; what exceeds `maxLines` ends in an ellipsis.
  init(_ text: String, style: TextStyle, width: Double, maxLines: Int) {
    typesetter = Typesetter(style: style)
    self.width = width
    self.maxLines = maxLines
    if style.isUsable, maxLines > 0, !fill(with: text) { shorten() }
  }

  /// The widest line, in pixels.
  var widest: Double { lines.map(\.width).max() ?? 0 }

  /// Sets as much of `text` as there are lines for. False if some is left.
  private mutating func fill(with text: String) -> Bool {
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard lines.count < maxLines else { return false }
      lines.append(Line())
      for piece in TextPiece.pieces(of: paragraph) {
        guard add(piece) else { return false }
      }
    }
    return true
  }

  /// Adds a piece, on a new line if need be. False if there is no line left for it.
  private mutating func add(_ piece: TextPiece) -> Bool {
    let shaped = typesetter.shape(piece.text)
    if fits(shaped) || piece.isSpace {
      append(piece.text, shaped)
      return true
    }
    if shaped.width > width, piece.text.count > 1 {
      // Wider than any line: broken wherever it must.
      return piece.text.allSatisfy { add(TextPiece(text: String($0), isSpace: false)) }
    }
    if lines.last?.pieces.isEmpty ?? true {
      append(piece.text, shaped)
      return true
    }
    guard lines.count < maxLines else { return false }
    lines.append(Line())
    return add(piece)
  }

  private func fits(_ shaped: Typesetter.Shaped) -> Bool {
    (lines.last?.end ?? 0) + shaped.width <= width
  }

  private mutating func append(_ text: String, _ shaped: Typesetter.Shaped) {
    let isSpace = text == " "
    // A space that a break has left over would push the line's beginning in.
    guard !lines.isEmpty, !(isSpace && (lines.last?.pieces.isEmpty ?? true) && lines.count > 1)
    else { return }
    lines[lines.count - 1].append(text, shaped, isSpace: isSpace)
  }

  /// Ends the last line with an ellipsis, taking away what leaves no room for it.
  private mutating func shorten() {
    guard let texts = lines.last?.texts else { return }
    let ellipsis = typesetter.shape(Self.ellipsis)
    lines[lines.count - 1] = Line()
    var room = width - ellipsis.width
    var kept = ""
    for character in texts.joined() {
      room -= typesetter.shape(String(character)).width
      guard room >= 0 else { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    let shortened = kept + Self.ellipsis
    lines[lines.count - 1].append(
      shortened, typesetter.shape(shortened), isSpace: false)
  }
}

extension TextLayout.Line {
  fileprivate mutating func append(_ text: String, _ shaped: Typesetter.Shaped, isSpace: Bool) {
    pieces.append((end, shaped))
    texts.append(text)
    end += shaped.width
    if !isSpace { width = end }
  }
}
