extension Unicode.Scalar {
  /// Whether its script is written without spaces: Han, kana, bopomofo and Hangul, half-width forms
  /// among them.
  ///
  /// Words of such scripts have no visible end, so mentions and search treat each one as a word of
  /// its own.
  package var isWrittenWithoutSpaces: Bool {
    switch value {
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0x3130...0x318F: true  // Hangul
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0x1AFF0...0x1B16F, 0xFF66...0xFFDC: true  // kana
    case 0x3100...0x312F, 0x31A0...0x31BF: true  // bopomofo
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3400...0x4DBF: true  // Han
    case 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
    default: false
    }
  }
}
