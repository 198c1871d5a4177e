/// Text broken into lines that fit a width.
struct TextLayout {
  /// One line and its width.
  struct Line {
    /// The glyph runs in visual order, each with its offset from the left end of the line.
    fileprivate(set) var runs: [(x: Double, run: Typesetter.GlyphRun)] = []
    /// In pixels, without trailing spaces.
    fileprivate(set) var width = 0.0
    /// Whether its paragraph runs from right to left.
    fileprivate(set) var isReversed = false
    fileprivate var pieces: [TextPiece] = []
    /// In pixels, with trailing spaces.
    fileprivate var end = 0.0
  }

  private(set) var lines: [Line] = []
  private var typesetter: Typesetter
  private let width: Double
  private let maxLines: Int

  private static let ellipsis = "…"

  /// Breaks `text` at `width` pixels; text beyond `maxLines` lines is replaced by an ellipsis.
  init(_ text: String, style: TextStyle, width: Double, maxLines: Int) {
    typesetter = Typesetter(style: style)
    self.width = width
    self.maxLines = maxLines
    guard style.isUsable, maxLines > 0 else { return }
    if !fill(with: text) { shorten() }
    for index in lines.indices { position(index) }
  }

  /// The widest line, in pixels.
  var widest: Double { lines.map(\.width).max() ?? 0 }

  /// Breaks as much of `text` as the lines can hold. False if some is left.
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

  /// Adds a piece, on a new line if needed. False if there is no line left for it.
  private mutating func add(_ piece: TextPiece) -> Bool {
    guard let line = lines.last else { return false }
    let pieceWidth = width(of: piece)
    if line.end + pieceWidth <= width || piece.isSpace {
      append(piece, width: pieceWidth)
      return true
    }
    if pieceWidth > width, piece.text.count > 1 {
      // Wider than a line: on a new line, broken between any characters.
      if !line.pieces.isEmpty, lines.count < maxLines {
        lines.append(Line(isReversed: line.isReversed))
      }
      return piece.characters.allSatisfy { add($0) }
    }
    if line.pieces.isEmpty {
      append(piece, width: pieceWidth)
      return true
    }
    guard lines.count < maxLines else { return false }
    lines.append(Line(isReversed: line.isReversed))
    return add(piece)
  }

  private mutating func width(of piece: TextPiece) -> Double {
    typesetter.shape(piece.text, levels: piece.levels).reduce(0) { $0 + $1.width }
  }

  private mutating func append(_ piece: TextPiece, width pieceWidth: Double) {
    let last = lines.count - 1
    // A space left over from a break would indent the line.
    if piece.isSpace, lines[last].pieces.isEmpty, lines.count > 1 { return }
    lines[last].pieces.append(piece)
    lines[last].end += pieceWidth
    if !piece.isSpace { lines[last].width = lines[last].end }
  }

  /// Ends the last line with an ellipsis, removing as many characters as needed.
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

  /// Positions the glyph runs of a line.
  private mutating func position(_ index: Int) {
    var pieces = lines[index].pieces
    while pieces.last?.isSpace == true { pieces.removeLast() }
    var runs: [Typesetter.GlyphRun] = []
    for piece in pieces { runs += typesetter.shape(piece.text, levels: piece.levels) }
    var x = 0.0
    for run in BidiParagraph.visualOrder(runs.map(\.level)).map({ runs[$0] }) {
      lines[index].runs.append((x, run))
      x += run.width
    }
  }
}
