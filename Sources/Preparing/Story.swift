internal import TroupeSelection
internal import TroupeVocabulary

/// What the cast of a request wears that its prompt names in no look: what the request says, else what is worn at the
/// shot of the story that it is; and the traits that hold then. All as ever where it says neither.
struct Story {
  private let shot: Int?
  private let said: [Handle: Look]
  /// The looks that have begun, of those of whom nothing else is said.
  private let begun: [Handle: Look]

  /// - Parameter inWords: by asset, the looks that the words of `prompt` ask for.
  init(
    _ request: Request, _ assets: [Asset], _ prompt: ParsedPrompt, inWords: [Handle: Set<String>]
  ) {
    shot = request.shot
    let plain = assets.filter { prompt.isPlain($0, inWords: inWords) }
    said = Self.looks(of: plain) { asset in
      request.looks.last { $0.asset == asset.handle }?.look.flatMap { try? asset.look(named: $0) }
    }
    let (shot, known) = (shot, said)
    begun = Self.looks(of: plain.filter { known[$0.handle] == nil }) {
      shot.flatMap($0.look(atShot:))
    }
  }

  private static func looks(of assets: [Asset], _ look: (Asset) -> Look?) -> [Handle: Look] {
    Dictionary(
      assets.compactMap { asset in look(asset).map { (asset.handle, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private var worn: [Handle: Look] { said.merging(begun) { first, _ in first } }

  /// Those whom the request names in no look, each in the one that it wears.
  var looks: [NamedLook] { worn.map { NamedLook($0, look: $1.name) } }

  /// `one`, in the look that it wears where it names none.
  func dressed(_ one: NamedLook) -> NamedLook {
    one.look == nil ? NamedLook(one.asset, look: worn[one.asset]?.name) : one
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
