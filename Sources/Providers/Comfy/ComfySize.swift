import TroupeVocabulary

/// The width and height that a graph is told, where it has places for them.
struct ComfySize {
  /// Width and height in pixels; `nil` for those that stand in the graph.
  let sides: [Int]?
  /// Aspect and size as they are sent.
  let aspect: String?
  let size: String?

  /// - Parameter standing: the width and height in the graph; `nil` where it has none.
  init(
    _ asked: Parameters, profile: ModelProfile, standing: [Int]?
  ) throws(TroupeError) {
    func unsupported(_ name: String, _ value: String, _ allowed: [String]?) -> TroupeError {
      .request(
        .unsupportedParameter(
          model: profile.id, parameter: name, value: value, allowed: allowed ?? []))
    }
    let exact = try asked.exactSides()
    if let aspect = asked.aspect, profile.aspects.value?.contains(aspect) != true {
      throw unsupported("aspect", aspect, profile.aspects.value)
    }
    if let size = asked.size, profile.sizes.value?.contains(size) != true {
      guard standing != nil, let sides = exact,
        profile.freeSize?.value?.allows(sides[0], sides[1]) == true
      else { throw unsupported("size", size, profile.sizesInWords) }
      (self.sides, self.size, aspect) = (sides, size, asked.aspect)
      return
    }
    (aspect, size) = (asked.aspect, asked.size)
    guard let standing, asked.aspect != nil || asked.size != nil else {
      sides = nil
      return
    }
    let table = (asked.size ?? profile.defaultSize).flatMap { profile.pixels.value?[$0] } ?? [:]
    let ratio = Double(max(1, standing[0])) / Double(max(1, standing[1]))
    let shape = asked.aspect ?? AspectRatio.nearest(to: ratio, among: table.keys.sorted())
    let stated = shape.flatMap { table[$0] }
    sides = stated ?? Self.free(asked, profile, ratio: shape.flatMap(AspectRatio.value) ?? ratio)
    guard sides != nil else {
      throw unsupported("aspect", asked.aspect ?? "", table.keys.sorted())
    }
  }

  private static func free(_ asked: Parameters, _ profile: ModelProfile, ratio: Double) -> [Int]? {
    let size = Parameters(size: asked.size)
    return profile.freeSize?.value?.sides(ratio: ratio, pixels: profile.outputPixels(size))
  }
}
