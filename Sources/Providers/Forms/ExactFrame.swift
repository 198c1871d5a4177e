import TroupeVocabulary

/// Width and height of an image, of a model that makes any within bounds.
struct ExactFrame {
  /// In pixels; `nil` where the profile does not say what is allowed.
  private(set) var sides: [Int]?
  private(set) var aspect: String?
  private(set) var size: String?
  private(set) var adjustments: [Adjustment] = []

  /// Checks what was asked against `profile`. Without an aspect the image gets that of `first`, the first one that is sent.
  init(
    _ asked: Parameters, profile: ModelProfile, first: StoredImage?
  ) throws(TroupeError) {
    let free = profile.freeSize?.value
    if let wanted = asked.size, let exact = try asked.exactSides() {
      guard let free, free.allows(exact[0], exact[1]) else {
        throw Self.unsupported("size", wanted, profile.sizesInWords, profile)
      }
      try takeExact(exact, asked: asked, profile: profile)
      return
    }
    var listed = asked
    let isFree = asked.aspect.map(profile.isFree) ?? false
    if isFree { listed.aspect = nil }
    let named = try NamedFrame(listed, profile: profile)
    (aspect, size, adjustments) = (
      isFree ? asked.aspect : named.aspect, named.size, named.adjustments
    )
    guard let free, let size = size ?? profile.defaultSize else { return }
    let table = profile.pixels.value?[size] ?? [:]
    let ratio = aspect.flatMap(AspectRatio.value) ?? Self.ratio(of: first)
    let count = (table["1:1"] ?? table.values.first ?? [1024, 1024]).reduce(1, *)
    sides = aspect.flatMap { table[$0] } ?? free.sides(ratio: ratio, pixels: count)
    guard sides != nil else {
      throw Self.unsupported(
        "aspect", aspect ?? "\(first?.width ?? 0):\(first?.height ?? 0)",
        profile.aspects.value ?? [], profile)
    }
  }

  /// Of a square where there is no image, or its sides are not known.
  private static func ratio(of image: StoredImage?) -> Double {
    guard let width = image?.width, let height = image?.height, width > 0, height > 0 else {
      return 1
    }
    return Double(width) / Double(height)
  }

  private mutating func takeExact(
    _ exact: [Int], asked: Parameters, profile: ModelProfile
  ) throws(TroupeError) {
    sides = exact
    let text = "\(exact[0])x\(exact[1])"
    size = text
    if let wanted = asked.size, wanted != text {
      adjust("size", wanted, to: text, "the model's spelling of it")
    }
    guard let wanted = asked.aspect else { return }
    if let list = profile.aspects.value, !list.contains(wanted), !profile.isFree(aspect: wanted) {
      throw Self.unsupported("aspect", wanted, list, profile)
    }
    aspect = wanted
  }

  private mutating func adjust(
    _ field: String, _ before: String, to after: String, _ reason: String
  ) {
    adjustments.append(Adjustment(field: field, before: before, after: after, reason: reason))
  }

  private static func unsupported(
    _ name: String, _ value: String, _ allowed: [String], _ profile: ModelProfile
  ) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
