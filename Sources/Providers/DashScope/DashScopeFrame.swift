import TroupeVocabulary

/// Width and height as one request carries them.
struct DashScopeFrame {
  /// The members that say so; none of a model that takes no size.
  let members: [WireMember]
  /// How many there are in all; 0 where the model decides.
  let pixels: Int
  let aspect: String?
  let size: String?
  let adjustments: [Adjustment]

  init(_ request: ProviderRequest) throws(TroupeError) {
    let (asked, profile) = (request.parameters, request.profile)
    let first = request.inputs.min { $0.position < $1.position }?.rendition
    let frame = try ExactFrame(asked, profile: profile, first: first)
    (aspect, size, adjustments) = (frame.aspect, frame.size, frame.adjustments)
    let sides = frame.sides ?? Self.listed(frame, profile)
    pixels = sides?.reduce(1, *) ?? 0
    // A size that is not sent is one that the model chooses, and bills.
    members =
      profile.sendsSize
      ? [sides].compactMap(\.self).map { WireMember("size", .string("\($0[0])*\($0[1])")) } : []
  }

  /// What the table of a model has that makes no others.
  private static func listed(_ frame: ExactFrame, _ profile: ModelProfile) -> [Int]? {
    guard let size = frame.size ?? profile.defaultSize else { return nil }
    let aspect = frame.aspect ?? profile.unaskedAspect?.value?.otherwise ?? "1:1"
    return profile.pixels.value?[size]?[aspect]
  }
}
