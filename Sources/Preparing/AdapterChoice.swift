internal import TroupeSelection
internal import TroupeVocabulary

/// Which adapters go with a request: of each asset that it shows, the one that fits the model best.
struct AdapterChoice {
  /// Those that go, in order of mention.
  private(set) var chosen: [ChosenAdapter] = []
  /// What an asset has and does not go, with why.
  private(set) var adjustments: [Adjustment] = []

  private let input: SelectionInput
  private let visibility: Visibility
  private var profile: ModelProfile { input.profile }

  /// - Parameter known: the adapters in use, by asset.
  /// - Throws: as `ReferenceSelector.select(_:)` for the images that the request names.
  init(_ input: SelectionInput, known: [ULID: [Adapter]]) throws(TroupeError) {
    self.input = input
    visibility = known.isEmpty ? Visibility() : try ReferenceSelector.visibility(in: input)
    if known.isEmpty { return }
    let left = input.removed.union(input.request.withoutAdapters)
    for mentioned in input.prompt.assets where !left.contains(mentioned.handle) {
      guard let asset = input.assets.first(where: { $0.asset.handle == mentioned.handle })?.asset,
        mentioned.role(for: asset.kind) == asset.kind.defaultRole,
        let all = known[asset.id], !all.isEmpty
      else { continue }
      choose(among: all, for: asset)
    }
  }

  private mutating func choose(among all: [Adapter], for asset: Asset) {
    if visibility.offStage.contains(asset.handle) {
      return leaveOut(all, of: asset, "\(asset.handle) is not in the picture")
    }
    guard let rule = profile.adapters?.value else {
      return leaveOut(all, of: asset, "\(profile.id) takes no adapters")
    }
    let fitting = all.filter { profile.isMeant(by: $0.model) }
    if fitting.isEmpty {
      return leaveOut(all, of: asset, "none of its adapters is for \(profile.id)")
    }
    let looks = AskedLooks(of: asset.handle, in: input.prompt, images: [], visibility).names
    let shown = fitting.filter { one in one.look.map { asset.hasLook($0, among: looks) } ?? true }
    guard let best = shown.max(by: { rank($0) < rank($1) }) else {
      let names = fitting.compactMap(\.look).map { "'\($0)'" }.joined(separator: ", ")
      return leaveOut(fitting, of: asset, "it is for the look \(names), which is not asked for")
    }
    guard chosen.count < rule.most else {
      let most = rule.most.counted("adapter")
      return leaveOut([best], of: asset, "\(profile.id) takes \(most) at most")
    }
    let look = best.look.map { " in the look '\($0)'" } ?? ""
    chosen.append(
      ChosenAdapter(
        adapter: best.id, asset: asset.handle, digest: best.digest, name: best.name,
        trigger: best.trigger, weight: best.weight,
        reason:
          "it is of \(asset.handle)\(look), for \(best.model): pictures of \(asset.handle) count less"
      ))
  }

  /// One of the look asked for, else one for this very model, else the newest.
  private func rank(_ adapter: Adapter) -> (Int, Int, String) {
    let isOfFamily = profile.adapters?.value?.families.contains(adapter.model) ?? false
    return (adapter.look == nil ? 0 : 1, isOfFamily ? 0 : 1, "\(adapter.id)")
  }

  private mutating func leaveOut(_ adapters: [Adapter], of asset: Asset, _ reason: String) {
    adjustments.append(
      Adjustment(
        field: "adapters",
        before: adapters.map { "\($0.name) of \(asset.handle)" }.joined(separator: ", "), after: "",
        reason: reason))
  }
}

extension Asset {
  /// Whether its look called `name` is among `looks`.
  fileprivate func hasLook(_ name: String, among looks: [String]) -> Bool {
    looks.contains { Handle.folded($0) == Handle.folded(name) }
  }
}
