import Troupe

/// Model profiles as people read them; `?` marks what is not known or not confirmed.
struct ModelListing {
  static func table(_ profiles: [ModelProfile]) -> SafeText {
    var table = Table(
      ["MODEL", "STAGE", "IMAGES", "CHARACTERS", "OBJECTS", "STYLES", "SIZES", "PRICE OF AN IMAGE"],
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

  static func details(_ profile: ModelProfile, note: String?) -> SafeText {
    var table = Table(["", "", ""])
    func row(_ label: String, _ value: String, _ source: String = "") {
      table.add(.init(label, .faint), .init(value), .init(source, .faint))
    }
    func limit(_ label: String, _ limit: Limit) {
      row(label, words(limit), "\(limit.source), \(limit.checked)")
    }
    func figure<Value>(_ label: String, _ figure: Sourced<Value>, _ value: String?) {
      row(label, mark(figure.isConfirmed, value), "\(figure.source), \(figure.checked)")
    }
    row("Provider", profile.provider)
    row("Aliases", profile.aliases.map { $0.id + ($0.retired == nil ? "" : " (ended)") }.joined(separator: ", "))
    limit("Images", profile.limits.images)
    for kind in Kind.allCases {
      if let bound = profile.limits.kinds[kind.rawValue] { limit(kind.plural.capitalized, bound) }
    }
    limit("File bytes", profile.limits.fileBytes)
    limit("Request bytes", profile.limits.requestBytes)
    limit("Prompt", profile.limits.promptCharacters)
    figure("Types", profile.acceptedTypes, profile.acceptedTypes.value?.map(\.rawValue).joined(separator: " "))
    figure("Aspects", profile.aspects, profile.aspects.value?.joined(separator: " "))
    figure("Sizes", profile.sizes, sizes(profile))
    figure("Price", profile.price, price(profile))
    row("Thinking", profile.capabilities.thinkingLevels.joined(separator: " "))
    row("Seed", answer(profile.capabilities.seed))
    row("Web search", answer(profile.capabilities.webSearch))
    row("Image search", answer(profile.capabilities.imageSearch))
    let doubt = profile.status.confirmed ? "" : " (not confirmed by its vendor)"
    let head: SafeText =
      "\(profile.id, .strong)  \(profile.name)\n\(profile.status.text)\(doubt)"
    let remark: SafeText = note.map { "\n\($0)" } ?? ""
    return head + remark + "\n\n" + table.text()
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

  private static func words(_ limit: Limit) -> String {
    let figures = [
      limit.hard.map { "\($0.formatted()) at most" },
      limit.recommended.map { "\($0.formatted()) advised" },
    ].compactMap(\.self)
    return figures.isEmpty ? "?" : figures.joined(separator: ", ")
  }

  private static func price(_ profile: ModelProfile) -> String {
    guard let prices = profile.price.value, !prices.isEmpty else { return "?" }
    if prices.values.allSatisfy({ $0 == 0 }) { return "free" }
    let sorted = prices.sorted { edge($0.key) < edge($1.key) }
    let list = sorted.map { "\($0.key) \($0.value.asPrice)" }.joined(separator: " · ")
    return mark(profile.price.isConfirmed, list)
  }

  private static func sizes(_ profile: ModelProfile) -> String {
    (profile.sizes.value ?? []).sorted { edge($0) < edge($1) }.joined(separator: " ")
  }

  /// `512` is 512 and `2K` is 2048.
  private static func edge(_ size: String) -> Int {
    let number = Int(size.prefix { $0.isNumber }) ?? 0
    return size.hasSuffix("K") ? number * 1024 : number
  }

  private static func mark(_ isConfirmed: Bool, _ value: String?) -> String {
    guard let value, !value.isEmpty else { return "?" }
    return isConfirmed ? value : value + " ?"
  }

  private static func answer(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "?" }
}
