import TroupeVocabulary

/// Width and height as one request carries them: the models take pixels, or decide themselves where none are sent.
struct OpenAIFrame {
  /// As in `1536x1024`; `nil` where the model decides.
  private(set) var pixels: String?
  private(set) var aspect: String?
  private(set) var size: String?
  private(set) var adjustments: [Adjustment] = []

  private let profile: ModelProfile

  /// Reads aspect and size of `request`. A size without an aspect has that of the first image that is sent.
  init(_ request: ProviderRequest) throws(TroupeError) {
    profile = request.profile
    let asked = request.parameters
    aspect = asked.aspect
    if let wanted = asked.aspect, let allowed = profile.aspects.value, !allowed.contains(wanted),
      !profile.isFree(aspect: wanted)
    {
      throw unsupported("aspect", wanted, allowed)
    }
    guard asked.aspect != nil || asked.size != nil else { return }
    let table = profile.pixels.value ?? [:]
    let wanted = asked.size ?? profile.defaultSize ?? ""
    if let name = profile.sizes.value?.first(where: { $0.lowercased() == wanted.lowercased() }) {
      if asked.size != nil { take(name, for: wanted) }
      let first = request.inputs.first?.rendition.aspect
      try take(name, table[name] ?? [:], first ?? 1)
    } else {
      try take(exactly: wanted, table)
    }
  }

  private mutating func take(_ name: String, for wanted: String) {
    size = name
    if name != wanted { adjust("size", wanted, name, "the model's spelling of it") }
  }

  /// A size by name.
  private mutating func take(
    _ name: String, _ table: [String: [Int]], _ ratio: Double
  ) throws(TroupeError) {
    if let aspect, let sides = table[aspect] { return set(sides) }
    let ratio = aspect.flatMap(AspectRatio.value) ?? ratio
    let nearest = AspectRatio.nearest(to: ratio, among: table.keys.sorted())
    let isNear =
      nearest.flatMap(AspectRatio.value).map { abs($0 / ratio - 1) <= Self.tolerance } ?? false
    if !isNear, let rule = profile.freeSize?.value {
      let count = table.values.map { $0.reduce(1, *) }.max() ?? rule.pixels[0]
      let most = rule.ratio ?? .infinity
      if let sides = rule.sides(ratio: min(max(ratio, 1 / most), most), pixels: count) {
        set(sides)
        return nameAspect("\(sides[0]):\(sides[1])")
      }
    }
    guard let nearest, let sides = table[nearest] else {
      throw unsupported("size", name, profile.sizes.value ?? [])
    }
    set(sides)
    nameAspect(nearest)
  }

  /// A size in pixels, as in `1536x864`.
  private mutating func take(
    exactly wanted: String, _ table: [String: [String: [Int]]]
  ) throws(TroupeError) {
    let refusal = unsupported("size", wanted, profile.sizesInWords)
    guard let sides = try Parameters(aspect: aspect, size: wanted).exactSides() else {
      throw refusal
    }
    if let rule = profile.freeSize?.value {
      guard rule.allows(sides[0], sides[1]) else { throw refusal }
      size = "\(sides[0])x\(sides[1])"
      if size != wanted { adjust("size", wanted, size ?? "", "the model's spelling of it") }
    } else {
      let found = table.sorted { $0.key < $1.key }.lazy.compactMap { name, row in
        row.first { $0.value == sides }.map { (name, $0.key) }
      }.first
      guard let (name, ratio) = found else { throw refusal }
      size = name
      adjust("size", wanted, name, "the name of it; the pixels go out as asked")
      nameAspect(ratio)
    }
    set(sides)
  }

  /// By how much a ratio may be off for a size of a table to have it.
  private static let tolerance = 0.03

  private mutating func set(_ sides: [Int]) { pixels = "\(sides[0])x\(sides[1])" }

  private mutating func nameAspect(_ found: String) {
    guard aspect != found else { return }
    adjust("aspect", aspect ?? "", found, "the model takes a size as width and height")
    aspect = found
  }

  private mutating func adjust(_ field: String, _ before: String, _ after: String, _ why: String) {
    adjustments.append(Adjustment(field: field, before: before, after: after, reason: why))
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(
        model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
