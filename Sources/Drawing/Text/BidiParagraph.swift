#if Text
  internal import TroupeCFribidi
#endif

/// The direction of each part of a paragraph, by the Unicode bidirectional algorithm.
///
/// Without the trait `Text`, all text runs from left to right.
struct BidiParagraph {
  /// The embedding level of each scalar: even levels run left to right, odd ones right to left.
  let levels: [UInt8]
  /// The level of the paragraph: that of its first letter, unless it was given.
  let base: UInt8

  /// The levels of one paragraph.
  /// - Parameter base: the paragraph's level if the text is a part of it; `nil` detects it.
  init(_ text: some StringProtocol, base: UInt8? = nil) {
    let scalars = text.unicodeScalars.map(\.value)
    (levels, self.base) =
      Self.resolved(scalars, base: base) ?? ([UInt8](repeating: 0, count: scalars.count), 0)
  }

  #if Text
    /// `nil` for no text, or if memory runs out.
    private static func resolved(
      _ scalars: [UInt32], base: UInt8?
    ) -> (levels: [UInt8], base: UInt8)? {
      let count = FriBidiStrIndex(scalars.count)
      let types = [FriBidiCharType](unsafeUninitializedCapacity: scalars.count) { types, filled in
        fribidi_get_bidi_types(scalars, count, types.baseAddress)
        filled = scalars.count
      }
      var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
      var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
      fribidi_get_bracket_types(scalars, count, types, &brackets)
      var direction =
        switch base {
        case nil: troupe_bidi_detect()
        case let base? where base % 2 == 1: troupe_bidi_right_to_left()
        default: troupe_bidi_left_to_right()
        }
      let highest = fribidi_get_par_embedding_levels_ex(
        types, brackets, count, &direction, &levels)
      guard highest > 0 else { return nil }
      return (
        levels.map { UInt8(max(0, $0)) }, direction == troupe_bidi_right_to_left() ? 1 : 0
      )
    }
  #else
    private static func resolved(
      _ scalars: [UInt32], base: UInt8?
    ) -> (levels: [UInt8], base: UInt8)? { nil }
  #endif

  /// The indices of `levels` in their visual order from the left (rule L2).
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
