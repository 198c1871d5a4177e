internal import TroupeCFribidi

/// In which direction each part of a paragraph is written: the Unicode bidirectional algorithm.
struct BidiParagraph {
  /// A level for each scalar: even ones run left to right, odd ones right to left.
  let levels: [UInt8]
  /// The paragraph's own level: its first letter's, unless it was said.
  let base: UInt8

  /// The levels of one paragraph.
  /// - Parameter base: the level of the paragraph that the text is taken from, if it is a part.
  init(_ text: some StringProtocol, base said: UInt8? = nil) {
    let scalars = text.unicodeScalars.map(\.value)
    let count = FriBidiStrIndex(scalars.count)
    let types = [FriBidiCharType](unsafeUninitializedCapacity: scalars.count) { types, filled in
      fribidi_get_bidi_types(scalars, count, types.baseAddress)
      filled = scalars.count
    }
    var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
    var found = [FriBidiLevel](repeating: 0, count: scalars.count)
    fribidi_get_bracket_types(scalars, count, types, &brackets)
    var direction = Self.direction(said)
    let highest = fribidi_get_par_embedding_levels_ex(
      types, brackets, count, &direction, &found)
    guard highest > 0 else {
      levels = [UInt8](repeating: 0, count: scalars.count)
      base = 0
      return
    }
    levels = found.map { UInt8(max(0, $0)) }
    base = direction == troupe_bidi_right_to_left() ? 1 : 0
  }

  private static func direction(_ level: UInt8?) -> FriBidiParType {
    guard let level else { return troupe_bidi_found() }
    return level % 2 == 1 ? troupe_bidi_right_to_left() : troupe_bidi_left_to_right()
  }

  /// The places of `levels` in the order in which they stand on a line, from the left (rule L2).
  static func visualOrder(_ levels: [UInt8]) -> [Int] {
    var order = Array(levels.indices)
    guard let highest = levels.max(), highest > 0 else { return order }
    for level in (1...highest).reversed() {
      var start = 0
      while start < order.count {
        guard levels[order[start]] >= level else {
          start += 1
          continue
        }
        let end = order[start...].firstIndex { levels[$0] < level } ?? order.count
        order[start..<end].reverse()
        start = end
      }
    }
    return order
  }
}
