import Troupe

/// Model profiles as people read them; `?` marks what is not known or not confirmed.
enum ModelListing {
  /// Models by vendor, each with whether there is a key for it.
  static func table(_ profiles: [ModelProfile], keys: [KeyStatus]) -> SafeText {
    var table = Table(["MODEL", "ENDS", "IMAGES", "PER IMAGE"], right: [2], longest: 41)
    var vendor = ""
    for profile in profiles {
      if profile.provider != vendor {
        vendor = profile.provider
        table.add(heading: heading(vendor, keys.first { $0.provider == vendor }))
      }
      table.add(
        .init(" " + profile.id), .init(end(profile.status), tint(profile)),
        .init(bound(profile.limits.images)), .init(priceRange(profile)))
    }
    return table.text()
  }

  private static func heading(_ vendor: String, _ key: KeyStatus?) -> Table.Cell {
    guard let key else { return .init("\(vendor)  no key needed") }
    if let variable = key.variable { return .init("\(vendor)  key from \(variable)", .good) }
    if let maker = key.maker { return .init("\(vendor)  key made by \(maker)", .good) }
    if key.isStored { return .init("\(vendor)  key stored", .good) }
    let variable = key.variables.first.map { "set \($0), or " } ?? ""
    return .init("\(vendor)  no key: \(variable)'troupe key set \(vendor)'")
  }

  /// When it ends, or where it stands if that is anything but available.
  private static func end(_ status: ModelProfile.Status) -> String {
    let doubt = status.confirmed ? "" : "?"
    if status.stage == .retired { return "ended" + doubt }
    if let end = status.retired { return end + doubt }
    return status.stage == .available ? "" : status.stage.rawValue + doubt
  }

  /// The least and the most that an image costs, whatever its size.
  static func priceRange(_ profile: ModelProfile) -> String {
    if profile.capabilities.judge == true { return "judge" }
    let prices = prices(profile)
    guard let least = prices.min(), let most = prices.max() else { return "?" }
    if most == 0 { return "free" }
    let range = least == most ? least.asPrice : "\(least.asPrice)–\(most.asPrice.dropFirst())"
    return mark(profile.price.isConfirmed, range)
  }

  /// What one image costs, by each of the model's sizes, US dollars; none where it is not known.
  static func prices(_ profile: ModelProfile) -> [Double] {
    let sizes = (profile.sizes.value ?? []).compactMap { profile.price(of: Parameters(size: $0)) }
    return sizes + (profile.price.value ?? [:]).values
  }

  private static func tint(_ profile: ModelProfile) -> Tint? {
    switch profile.status.stage {
    case .available: nil
    case .restricted, .deprecated: .doubtful
    case .retired: .bad
    }
  }

  private static func bound(_ limit: Limit) -> String { limit.bound.map(String.init) ?? "?" }

  static func price(_ profile: ModelProfile) -> String {
    guard let prices = profile.price.value, !prices.isEmpty else { return "?" }
    if prices.values.allSatisfy({ $0 == 0 }) { return "free" }
    let list = ModelProfile.smallestFirst(prices.keys.sorted())
      .compactMap { size in prices[size].map { "\(size) \($0.asPrice)" } }
      .joined(separator: " · ")
    return mark(profile.price.isConfirmed, list)
  }

  static func sizes(_ profile: ModelProfile) -> String {
    ModelProfile.smallestFirst(profile.sizes.value ?? []).joined(separator: " ")
  }

  static func mark(_ isConfirmed: Bool, _ value: String?) -> String {
    guard let value, !value.isEmpty else { return "?" }
    return isConfirmed ? value : value + " ?"
  }
}
