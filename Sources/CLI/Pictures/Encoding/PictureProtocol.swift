/// How a terminal is told to show a picture.
enum PictureProtocol: String, CaseIterable, Sendable {
  /// The graphics protocol of kitty, which Ghostty knows as well: a PNG file as it is.
  case kitty
  /// The inline images of iTerm2, which WezTerm, VS Code and Konsole know as well: a file as it is.
  case iterm
  /// DEC's six-pixel bands in 256 colors.
  case sixel
  /// Characters of which each half has a color of its own.
  case blocks
}
