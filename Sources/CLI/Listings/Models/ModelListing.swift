import Troupe

/// Model profiles as people read them; `?` marks what is not known or not confirmed.
enum ModelListing {
  static func table(_ profiles: [ModelProfile]) -> SafeText {
    var table = Table(
      [
        "MODEL", "STAGE", "IMAGES", "CHARACTERS", "OBJECTS", "STYLES", "SIZES", "PRICE OF AN IMAGE",
      ],
      right: [2, 3, 4, 5])
    for profile in profiles {
      let doubt = profile.status.confirmed ? "" : "?"
      table.add(
        .init(profile.id), .init(profile.status.stage.rawValue + doubt, tint(profile)),
        .init(bound(profile.limits.images)), .init(bound(profile, .character)),
        .init(bound(profile, .object)), .init(bound(profile, .style)),
        .init(mark(profile.sizes.isConfirmed, sizes(profile))),
        .init(price(profile)))
    }
    return table.text()
  }

  private static func tint(_ profile: ModelProfile) -> Tint? {
    switch profile.status.stage {
    case .available: nil
    case .restricted, .deprecated: .doubtful
    case .retired: .bad
    }
  }

  private static func bound(_ profile: ModelProfile, _ kind: Kind) -> String {
    if let limit = profile.limits.kinds[kind.rawValue] { return bound(limit) }
    return profile.limits.otherKinds.map { "as \($0.rawValue)" } ?? "–"
  }

  private static func bound(_ limit: Limit) -> String { limit.bound.map(String.init) ?? "?" }

  static func price(_ profile: ModelProfile) -> String {
    guard let prices = profile.price.value, !prices.isEmpty else { return "?" }
    if prices.values.allSatisfy({ $0 == 0 }) { return "free" }
    let sorted = prices.sorted { edge($0.key) < edge($1.key) }
    let list = sorted.map { "\($0.key) \($0.value.asPrice)" }.joined(separator: " · ")
    return mark(profile.price.isConfirmed, list)
  }

  static func sizes(_ profile: ModelProfile) -> String {
    (profile.sizes.value ?? []).sorted { edge($0) < edge($1) }.joined(separator: " ")
  }

  /// `512` is 512 and `2K` is 2048.
  private static func edge(_ size: String) -> Int {
    let number = Int(size.prefix { $0.isNumber }) ?? 0
    return size.hasSuffix("K") ? number * 1024 : number
  }

  static func mark(_ isConfirmed: Bool, _ value: String?) -> String {
    guard let value, !value.isEmpty else { return "?" }
    return isConfirmed ? value : value + " ?"
  }
}
