internal import Foundation
internal import TroupeProviders
internal import TroupeVocabulary

/// Carries parameters from one model to another that may lack some of them.
struct ParameterMapping {
  let profile: ModelProfile
  let provider: any Provider

  /// `parameters` as the model can take them, and each change with its reason.
  func map(_ parameters: Parameters) -> (Parameters, [Adjustment]) {
    var mapped = parameters
    var adjustments: [Adjustment] = []
    func change(_ field: String, _ before: String, _ after: String?, error: Double? = nil) {
      adjustments.append(
        Adjustment(
          field: field, before: before, after: after ?? "",
          reason: after == nil
            ? "\(profile.id) has no such setting"
            : "the nearest that \(profile.id) has", error: error))
    }
    if let aspect = parameters.aspect, !(profile.aspects.value ?? []).contains(aspect),
      !profile.isFree(aspect: aspect)
    {
      mapped.aspect = AspectRatio.value(aspect).flatMap {
        AspectRatio.nearest(to: $0, among: profile.aspects.value ?? [])
      }
      change("aspect", aspect, mapped.aspect, error: Self.error(aspect, mapped.aspect))
    }
    if let size = parameters.size, !(profile.sizes.value ?? []).contains(size), !takes(size) {
      mapped.size = nearestSize(to: size)
      let edge = Double(Self.edge(size))
      change(
        "size", size, mapped.size,
        error: mapped.size.map { abs(Double(Self.edge($0)) - edge) / edge * 100 })
      // The shape that it said goes on as an aspect.
      if parameters.aspect == nil, let sides = FreeSize.sides(size) {
        mapped.aspect = AspectRatio.nearest(
          to: Double(sides[0]) / Double(sides[1]), among: profile.aspects.value ?? [])
        change("aspect", size, mapped.aspect)
      }
    }
    // An aspect that fits no more, next to a size that says the shape itself.
    if let aspect = mapped.aspect, mapped.hasShape(of: aspect) == false {
      mapped.aspect = nil
      if aspect == parameters.aspect { change("aspect", aspect, nil) }
      adjustments.removeAll { $0.field == "aspect" && $0.after == aspect }
    }
    if let seed = parameters.seed, profile.capabilities.seed == false {
      mapped.seed = nil
      change("seed", "\(seed)", nil)
    }
    for (name, value) in parameters.options.sorted(by: { $0.key < $1.key })
    where !provider.accepts(option: name, value: value, on: profile) {
      mapped.options[name] = nil
      change(name, value, nil)
    }
    return (mapped, adjustments)
  }

  /// How much wider or narrower than the aspect `wanted` the aspect `found` is, per cent.
  private static func error(_ wanted: String, _ found: String?) -> Double? {
    guard let wanted = AspectRatio.value(wanted), let found = found.flatMap(AspectRatio.value)
    else { return nil }
    return (exp(abs(log(found / wanted))) - 1) * 100
  }

  private func takes(_ size: String) -> Bool {
    guard let rule = profile.freeSize?.value, let sides = FreeSize.sides(size) else { return false }
    return rule.allows(sides[0], sides[1])
  }

  /// The largest size not above `size`, else the smallest there is.
  private func nearestSize(to size: String) -> String? {
    let sizes = (profile.sizes.value ?? []).sorted { Self.edge($0) < Self.edge($1) }
    return sizes.last { Self.edge($0) <= Self.edge(size) } ?? sizes.first
  }

  /// `512` and `512px` are 512, `2K` is 2048; `1536x864` is the edge of a square of as many pixels.
  private static func edge(_ size: String) -> Int {
    if let sides = FreeSize.sides(size) {
      return Int(Double(sides[0] * sides[1]).squareRoot().rounded(.up))
    }
    let number = Double(size.prefix { $0.isNumber || $0 == "." }) ?? 0
    return Int(size.uppercased().hasSuffix("K") ? number * 1024 : number)
  }
}
