/// Says how many lines a text takes at a width, for many widths: it is shaped once.
struct LineCounter {
  private let pieces: [(width: Double, isSpace: Bool)]

  /// Counts the lines of one paragraph.
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

  /// The lines at a width in pixels, as `TextLayout` breaks them; words wider than that count for about as
  /// many lines as they are broken into.
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
