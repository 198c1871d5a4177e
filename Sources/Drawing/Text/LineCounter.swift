/// Counts the lines of a text at many widths; the text is shaped once.
struct LineCounter {
  private let pieces: [(width: Double, isSpace: Bool)]

  /// Shapes one paragraph.
  init(_ text: String, style: TextStyle) {
    guard style.isUsable else {
      pieces = []
      return
    }
    var typesetter = Typesetter(style: style)
    var pieces: [(width: Double, isSpace: Bool)] = []
    for piece in TextPiece.pieces(of: text, levels: BidiParagraph(text).levels) {
      let runs = typesetter.shape(piece.text, levels: piece.levels)
      pieces.append((runs.reduce(0) { $0 + $1.width }, piece.isSpace))
    }
    self.pieces = pieces
  }

  /// The number of lines at a width in pixels, as `TextLayout` breaks them; for words wider than that
  /// it is an estimate.
  func lines(width: Double) -> Int {
    var lines = pieces.isEmpty ? 0 : 1
    var end = 0.0
    for piece in pieces {
      if end + piece.width <= width || piece.isSpace {
        if end > 0 || !piece.isSpace || lines == 1 { end += piece.width }
        continue
      }
      if end > 0 { lines += 1 }
      let broken = (piece.width * 1.1 / max(width, 1)).rounded(.up)
      if piece.width > width { lines += min(Int(broken), 1000) - 1 }
      end = piece.width > width ? width : piece.width
    }
    return lines
  }
}
