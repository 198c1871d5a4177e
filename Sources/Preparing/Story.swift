internal import TroupeSelection
internal import TroupeVocabulary

/// What holds at the shot of the story that a request is; all as ever where it says none.
struct Story {
  private let shot: Int?
  /// The looks that have begun, of those whom the request names in none.
  private let begun: [Handle: Look]

  init(_ request: Request, _ assets: [Asset], _ prompt: ParsedPrompt) {
    shot = request.shot
    guard let shot else {
      begun = [:]
      return
    }
    let looks = assets.compactMap { asset in
      asset.look(atShot: shot).flatMap { prompt.isPlain(asset) ? (asset.handle, $0) : nil }
    }
    begun = Dictionary(looks, uniquingKeysWith: { first, _ in first })
  }

  /// Those whom the request names in no look, each in that of the shot.
  var looks: [NamedLook] { begun.map { NamedLook($0, look: $1.name) } }

  /// `one`, in the look of the shot where it names none.
  func dressed(_ one: NamedLook) -> NamedLook {
    one.look == nil ? NamedLook(one.asset, look: begun[one.asset]?.name) : one
  }

  /// `asset` with the traits that hold, and what is left out.
  func told(_ asset: Asset) -> (Asset, [Adjustment]) {
    guard let shot, let starts = asset.traitStarts else { return (asset, []) }
    var told = asset
    told.traits = asset.traits(atShot: shot)
    let left = asset.traits.filter { starts[$0] ?? 0 > shot }.map { trait in
      Adjustment(
        field: "traits", before: trait, after: "",
        reason: "it holds of \(asset.handle) from shot \(starts[trait] ?? 0) on, not at \(shot)")
    }
    return (told, left)
  }

  /// Where `asset` is in the look of the shot.
  func adjustments(of asset: Asset) -> [Adjustment] {
    guard let shot, let look = begun[asset.handle] else { return [] }
    return [
      Adjustment(
        field: "look", before: "\(asset.handle)", after: "\(asset.handle)/\(look.name)",
        reason: "it is worn from shot \(look.fromShot ?? 0) on; this is shot \(shot)")
    ]
  }
}
