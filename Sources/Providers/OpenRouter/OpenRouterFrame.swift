import TroupeVocabulary

/// Aspect and size as one request carries them: a name goes as `resolution`, pixels go as `size` and stand alone.
struct OpenRouterFrame {
  private(set) var aspect: String?
  private(set) var size: String?
  private(set) var adjustments: [Adjustment] = []
  private let profile: ModelProfile

  /// Checks what was asked against the profile, corrects the spelling of a size, and leaves out what the model refuses.
  init(_ asked: Parameters, profile: ModelProfile) throws(TroupeError) {
    self.profile = profile
    if let wanted = asked.aspect {
      let allowed = profile.aspects.value ?? [wanted]
      guard allowed.contains(wanted) else { throw refused("aspect", wanted, allowed) }
      aspect = wanted
    }
    _ = try asked.exactSides()
    if let wanted = asked.size { try takeSize(wanted) }
  }

  /// The members that say so. Pixels say the aspect too, and with one they would be refused.
  var members: [WireMember] {
    var members: [WireMember] = []
    let isExact = size.flatMap(FreeSize.sides) != nil
    if let aspect, !isExact { members.append(WireMember("aspect_ratio", .string(aspect))) }
    if let size {
      let name = isExact ? "size" : "resolution"
      members.append(WireMember(name, .string(size)))
    }
    return members
  }

  private mutating func takeSize(_ wanted: String) throws(TroupeError) {
    let known = try known(wanted)
    guard profile.sendsSize else {
      let reason = "\(profile.id) makes it unasked and refuses the field"
      adjustments.append(Adjustment(field: "size", before: wanted, after: "", reason: reason))
      return
    }
    if known != wanted {
      adjustments.append(
        Adjustment(
          field: "size", before: wanted, after: known, reason: "the model's spelling of it"))
    }
    size = known
  }

  private func known(_ wanted: String) throws(TroupeError) -> String {
    if let sides = FreeSize.sides(wanted), let rule = profile.freeSize?.value,
      rule.allows(sides[0], sides[1])
    {
      return "\(sides[0])x\(sides[1])"
    }
    let allowed = profile.sizes.value ?? [wanted]
    let bare = wanted.lowercased().replacing(/px$/, with: "")
    guard let known = allowed.first(where: { $0.lowercased() == bare }) else {
      throw refused("size", wanted, profile.sizesInWords)
    }
    return known
  }

  private func refused(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
