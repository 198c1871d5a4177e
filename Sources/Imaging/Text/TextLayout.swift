/// Text broken into lines that fit a width.
struct TextLayout {
  /// One line and the room it takes.
  struct Line {
    /// In the order in which they stand, each with its distance from the line's left end.
    fileprivate(set) var runs: [(x: Double, run: Typesetter.Run)] = []
    /// Pixels, without the spaces it may end with.
    fileprivate(set) var width = 0.0
    /// Whether its paragraph runs from right to left.
    fileprivate(set) var isReversed = false
    fileprivate var pieces: [TextPiece] = []
    /// Pixels, with those spaces.
    fileprivate var end = 0.0
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
    guard style.isUsable, maxLines > 0 else { return }
    if !fill(with: text) { shorten() }
    for index in lines.indices { set(index) }
  }

  /// The widest line, in pixels.
  var widest: Double { lines.map(\.width).max() ?? 0 }

  /// Breaks as much of `text` as there are lines for. False if some is left.
  private mutating func fill(with text: String) -> Bool {
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard lines.count < maxLines else { return false }
      let bidi = BidiParagraph(paragraph)
      lines.append(Line(isReversed: bidi.base == 1))
      for piece in TextPiece.pieces(of: paragraph, levels: bidi.levels) {
        guard add(piece) else { return false }
      }
    }
    return true
  }

  /// Adds a piece, on a new line if need be. False if there is no line left for it.
  private mutating func add(_ piece: TextPiece) -> Bool {
    guard let line = lines.last else { return false }
    let wide = width(of: piece)
    if line.end + wide <= width || piece.isSpace {
      append(piece, width: wide)
      return true
    }
    if wide > width, piece.text.count > 1 {
      // Wider than any line: on one of its own, broken wherever it must.
      if !line.pieces.isEmpty, lines.count < maxLines {
        lines.append(Line(isReversed: line.isReversed))
      }
      return piece.characters.allSatisfy { add($0) }
    }
    if line.pieces.isEmpty {
      append(piece, width: wide)
      return true
    }
    guard lines.count < maxLines else { return false }
    lines.append(Line(isReversed: line.isReversed))
    return add(piece)
  }

  private mutating func width(of piece: TextPiece) -> Double {
    typesetter.shape(piece.text, levels: piece.levels).reduce(0) { $0 + $1.width }
  }

  private mutating func append(_ piece: TextPiece, width wide: Double) {
    let last = lines.count - 1
    // A space that a break has left over would push the line's beginning in.
    if piece.isSpace, lines[last].pieces.isEmpty, lines.count > 1 { return }
    lines[last].pieces.append(piece)
    lines[last].end += wide
    if !piece.isSpace { lines[last].width = lines[last].end }
  }

  /// Ends the last line with an ellipsis, taking away what leaves no room for it.
  private mutating func shorten() {
    guard let line = lines.last else { return }
    var kept = line.pieces.map(\.text).joined()
    repeat {
      while kept.last == " " || kept.last == "·" { kept.removeLast() }
      let text = kept + Self.ellipsis
      let levels = BidiParagraph(text, base: line.isReversed ? 1 : 0).levels
      lines[lines.count - 1] = Line(isReversed: line.isReversed)
      for piece in TextPiece.pieces(of: text, levels: levels) {
        append(piece, width: width(of: piece))
      }
    } while (lines.last?.width ?? 0) > width && kept.popLast() != nil
  }

  /// Puts the runs of a line where they stand.
  private mutating func set(_ index: Int) {
    var pieces = lines[index].pieces
    while pieces.last?.isSpace == true { pieces.removeLast() }
    var runs: [Typesetter.Run] = []
    for piece in pieces { runs += typesetter.shape(piece.text, levels: piece.levels) }
    var x = 0.0
    for place in BidiParagraph.visualOrder(runs.map(\.level)) {
      lines[index].runs.append((x, runs[place]))
      x += runs[place].width
    }
  }
}
