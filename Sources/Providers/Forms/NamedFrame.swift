import TroupeVocabulary

/// Aspect and size by the names that a model has for them, as one request carries them.
struct NamedFrame {
  private(set) var aspect: String?
  private(set) var size: String?
  private(set) var adjustments: [Adjustment] = []

  /// Checks what was asked against the profile, corrects the spelling of a size, and leaves out what
  /// the model refuses.
  init(_ asked: Parameters, profile: ModelProfile) throws(TroupeError) {
    if let wanted = asked.aspect {
      let allowed = profile.aspects.value ?? [wanted]
      guard allowed.contains(wanted) else {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: "aspect", value: wanted, allowed: allowed))
      }
      aspect = wanted
    }
    if let wanted = asked.size { try takeSize(wanted, profile: profile) }
  }

  /// The members that say so, by the format's names for them.
  func members(aspect aspectName: String, size sizeName: String) -> [WireMember] {
    var members: [WireMember] = []
    if let aspect { members.append(WireMember(aspectName, .string(aspect))) }
    if let size { members.append(WireMember(sizeName, .string(size))) }
    return members
  }

  private mutating func takeSize(_ wanted: String, profile: ModelProfile) throws(TroupeError) {
    let allowed = profile.sizes.value ?? [wanted]
    let spelling = wanted.lowercased()
    let bare = spelling.hasSuffix("px") ? String(spelling.dropLast(2)) : spelling
    guard let known = allowed.first(where: { $0.lowercased() == bare }) else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "size", value: wanted, allowed: profile.sizesInWords))
    }
    guard profile.sendsSize else {
      adjust(wanted, to: "", "\(profile.id) makes \(known) unasked and takes no size")
      return
    }
    if known != wanted { adjust(wanted, to: known, "the model's spelling of it") }
    size = known
  }

  private mutating func adjust(_ before: String, to after: String, _ reason: String) {
    adjustments.append(Adjustment(field: "size", before: before, after: after, reason: reason))
  }
}
