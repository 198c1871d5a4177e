import TroupeVocabulary

extension ModelProfile {
  /// The sizes of its images, for people: their names, and the rule where there is one.
  var sizesInWords: [String] {
    (sizes.value ?? []) + [freeSize?.value.map(words)].compactMap(\.self)
  }

  private func words(of rule: FreeSize) -> String {
    let step = rule.step > 1 ? "WxH in multiples of \(rule.step)" : "WxH"
    let shape = rule.ratio.map { ratio in
      let whole = ratio == ratio.rounded() ? "\(Int(ratio))" : "\(ratio)"
      return "one side \(whole) times the other at most"
    }
    // What is sent counts with what is made.
    let sum = limits.pixels.flatMap { pixels in
      pixels.includesOutput ? pixels.total.bound.map { "\($0) with the images sent" } : nil
    }
    return
      [
        step, "sides from \(rule.side[0]) to \(rule.side[1])", shape,
        "\(rule.pixels[0]) to \(rule.pixels[1]) pixels in all", sum,
      ].compactMap(\.self).joined(separator: ", ")
  }
}

extension Parameters {
  /// Width and height where the size is asked in pixels, as in `1536x864`; `nil` for a size by name and for none.
  /// - Throws: `TroupeError.invalidValue` where an aspect of another shape is asked with it.
  func exactSides() throws(TroupeError) -> [Int]? {
    guard let size, let sides = FreeSize.sides(size) else { return nil }
    guard let aspect, hasShape(of: aspect) == false else { return sides }
    throw .invalidValue(
      name: "size", value: size, expected: "a size of the aspect \(aspect), or no aspect")
  }
}
