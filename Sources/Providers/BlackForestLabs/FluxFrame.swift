import TroupeVocabulary

/// Aspect and size as one request carries them.
struct FluxFrame {
  /// The members that say so.
  let members: [WireMember]
  let aspect: String?
  let size: String?
  let adjustments: [Adjustment]

  init(
    _ request: ProviderRequest, family: BlackForestLabsProvider.Family
  ) throws(TroupeError) {
    let (asked, profile) = (request.parameters, request.profile)
    if family == .flux2 {
      let first = request.inputs.min { $0.position < $1.position }?.rendition
      let frame = try ExactFrame(asked, profile: profile, first: first)
      members = zip(["width", "height"], frame.sides ?? []).map { WireMember($0, .integer($1)) }
      (aspect, size, adjustments) = (frame.aspect, frame.size, frame.adjustments)
    } else {
      let frame = try NamedFrame(asked, profile: profile)
      var members = frame.members(aspect: "aspect_ratio", size: "resolution")
      // What it costs is then no matter of the vendor's default.
      if family == .flux3, frame.size == nil, let size = profile.defaultSize {
        members.append(WireMember("resolution", .string(size)))
      }
      self.members = members
      (aspect, size, adjustments) = (frame.aspect, frame.size, frame.adjustments)
    }
  }
}
