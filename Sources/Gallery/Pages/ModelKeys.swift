import Troupe

/// The models of a library with whether there is a key for each.
struct ModelKeys {
  let profiles: [ModelProfile]
  private let statuses: [String: KeyStatus]

  /// The models as files and keys stand now: reading them takes some milliseconds.
  init(_ library: Library) {
    profiles = Models.all(libraryFolder: library.folder)
    let keys = (try? KeyStore().statuses()) ?? []
    statuses = Dictionary(
      keys.map { ($0.provider, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The key of a provider; `nil` where none is needed.
  func status(of provider: String) -> KeyStatus? { statuses[provider] }

  /// Whether requests can be sent to it.
  func isUsable(_ model: ModelProfile) -> Bool {
    model.status.stage != .retired && model.capabilities.judge != true
      && statuses[model.provider]?.isKnown != false
  }

  /// Those to which requests can be sent: those with a key first, then those that need neither key nor server.
  var usable: [ModelProfile] {
    func place(_ model: ModelProfile) -> Int {
      if statuses[model.provider]?.isKnown == true { return 0 }
      return model.id == Self.offline ? 1 : 2
    }
    let usable = profiles.filter(isUsable)
    return (0...2).flatMap { wanted in usable.filter { place($0) == wanted } }
  }

  private static let offline = "troupe/storyboard"
}

extension Words {
  /// The least and the most that an image of a model costs, whatever its size.
  func range(_ model: ModelProfile) -> String {
    let sizes = (model.sizes.value ?? []).compactMap { model.price(of: Parameters(size: $0)) }
    let prices = sizes + (model.price.value ?? [:]).values
    guard let least = prices.min(), let most = prices.max() else { return "?" }
    if most == 0 { return self["free"] }
    let range = least == most ? money(least) : "\(money(least))–\(money(most).dropFirst())"
    return model.price.isConfirmed ? range : "\(range) ?"
  }
}
