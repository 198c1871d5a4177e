package import TroupeVocabulary

/// By whose prices bounds on cost are kept: the built-in ones and the user's own. What a library brings with it, profiles
/// and recorded ones, may come from others and loosens no bound.
package struct PriceTrust: Sendable {
  /// The built-in profiles, the user's own over them, and those of the user's gateways.
  let own: [ModelProfile]
  /// The files of a library's profiles, by id.
  let library: [String: String]
  /// The names of the user's gateways.
  let gateways: Set<String>
  /// The dialects that leave this machine alone and cost nothing.
  let localDialects: Set<String>

  /// The profile by whose prices a request to `profile` is bounded besides its own; without prices where a library
  /// alone states one.
  package func bounding(_ profile: ModelProfile) -> ModelProfile {
    if localDialects.contains(profile.dialect) || own.contains(profile) { return profile }
    if let same = counterpart(of: profile) { return same }
    var unpriced = profile
    unpriced.price = Sourced(nil, source: "a library alone", checked: "", isConfirmed: false)
    unpriced.tokenPrice = nil
    unpriced.pixelPrice = nil
    return unpriced
  }

  /// The same for a recorded request to `profile` that goes to `url`: where the address names a model, the dearest one in it
  /// counts, whatever the record says.
  package func bounding(_ profile: ModelProfile, at url: String) -> ModelProfile {
    let words = Set(url.split { "/:?&=".contains($0) }.map { ModelRegistry.key(String($0)) })
    let named = own.filter {
      isOfSameHouse($0, profile) && words.contains(ModelRegistry.key($0.wireName))
    }
    func price(_ profile: ModelProfile) -> Double { profile.price() ?? .infinity }
    return named.max { price($0) < price($1) } ?? bounding(profile)
  }

  /// What the user is told of the price of `profile`; `nil` where it is the built-in one or the user's own.
  package func note(on profile: ModelProfile) -> String? {
    guard let file = library[profile.id], !localDialects.contains(profile.dialect),
      !isOfGateway(profile.id)
    else { return nil }
    let told = "\(profile.id): price from this library's \(file)"
    return counterpart(of: profile) == nil
      ? "\(told). It keeps no bound: copy the file to your own 'models' folder to vouch for it."
      : "\(told). Where yours or the built-in one is higher, bounds are kept by that."
  }

  /// The user's or the built-in profile of what `profile` is sent to: the same model of the same house.
  private func counterpart(of profile: ModelProfile) -> ModelProfile? {
    let wanted = ModelRegistry.key(profile.wireName)
    return own.first { one in
      isOfSameHouse(one, profile)
        && ([one.wireName] + one.aliases.map(\.id)).contains { ModelRegistry.key($0) == wanted }
    }
  }

  /// Whether `id` is one of a gateway's: no file of a library stands in for those.
  func isOfGateway(_ id: String) -> Bool {
    own.contains { $0.id == id && gateways.contains($0.provider) }
  }

  /// A library's profile: its price says where it stands, and tokens are billed by a price of the user's or a built-in one.
  func priced(_ profile: ModelProfile) -> ModelProfile {
    guard let file = library[profile.id], !localDialects.contains(profile.dialect) else {
      return profile
    }
    var priced = profile
    let (price, words) = (profile.price, profile.price.source)
    priced.price = Sourced(
      price.value, source: "this library's \(file)" + (words.isEmpty ? "" : ": \(words)"),
      checked: price.checked, isConfirmed: price.isConfirmed, note: price.note)
    if let same = counterpart(of: profile) { priced.tokenPrice = same.tokenPrice }
    return priced
  }

  private func isOfSameHouse(_ one: ModelProfile, _ other: ModelProfile) -> Bool {
    one.dialect == other.dialect && house(of: one) == house(of: other)
  }

  private func house(of profile: ModelProfile) -> String {
    gateways.contains(profile.provider) ? profile.provider : ""
  }
}
