internal import TroupeVocabulary

/// Which looks of an asset a request shows, and which pictures of other looks may help.
///
/// A picture in the wrong clothes misleads a model. So pictures are those of the requested looks; a
/// picture of another look may go in only for what was requested and no picture of them shows, or, of the
/// usual look, as a close-up that they lack. A look that is another age has another face, and stands for itself.
struct LookRule: Sendable {
  /// The looks requested by mention or in words; `nil` is the usual look.
  let requested: [String?]
  /// The looks shown: the requested ones that have pictures, else the usual one, else the first.
  let shown: [String?]
  private let shownKeys: Set<String>
  /// The looks of all pictures.
  private let looks: DistinctValues<String?>
  /// By distinct look, whether it is shown.
  private let isShown: [Bool]

  init(_ looks: DistinctValues<String?>, mention: MentionedAsset, demand: Demand) {
    let described = demand.looks.keys.sorted()
    let requested = mention.looks == [nil] && !described.isEmpty ? described : mention.looks
    let requestedKeys = Set(requested.map(Self.key))
    let found = looks.values.filter { requestedKeys.contains(Self.key($0)) }
    let usual: [String?] = looks.values.contains(nil) ? [nil] : Array(looks.values.prefix(1))
    self.requested = requested
    shown = found.isEmpty ? usual : found
    let shownKeys = Set(shown.map(Self.key))
    self.shownKeys = shownKeys
    self.looks = looks
    isShown = looks.values.map { shownKeys.contains(Self.key($0)) }
  }

  /// Whether the request shows `look`.
  func shows(_ look: String?) -> Bool { shownKeys.contains(Self.key(look)) }

  /// Whether the request asks for `look`.
  func requests(_ look: String?) -> Bool {
    requested.contains { Self.key($0) == Self.key(look) }
  }

  /// Equal for equal looks. The name of a look cannot be empty, so the usual look has a key of its own.
  static func key(_ look: String?) -> String { look?.foldedKey ?? "" }

  /// For each picture whether its look keeps it out.
  func excluded(
    views: DistinctValues<View?>, demand: Demand, cues captionCues: [[Int]]
  ) -> [Bool] {
    guard isShown.contains(false) else {
      return Array(repeating: false, count: looks.indices.count)
    }
    var isCovered = views.values.map { _ in false }
    var cues: Set<Int> = []
    for (picture, look) in looks.indices.enumerated() where isShown[look] {
      isCovered[views.indices[picture]] = true
      cues.formUnion(captionCues[picture])
    }
    if shown.contains(where: { $0.map(LookAge.standard.isAge) ?? false }) {
      return looks.indices.map { !isShown[$0] }
    }
    let coveredViews = views.values.indices.filter { isCovered[$0] }.map { views.values[$0] }
    let isNeeded = views.values.map {
      Self.improves($0, on: coveredViews, demand: demand)
    }
    return looks.indices.enumerated().map { picture, look in
      if isShown[look] { return false }
      let index = views.indices[picture]
      if isNeeded[index] { return false }
      if !isCovered[index], looks.values[look] == nil, let view = views.values[index],
        view == .detail || SelectionWeights.closeUps.contains(view)
      {
        return false
      }
      return !captionCues[picture].contains { !cues.contains($0) }
    }
  }

  /// Whether `view` covers a requested view better than any of `others` does.
  private static func improves(_ view: View?, on others: [View?], demand: Demand) -> Bool {
    demand.views.keys.contains { wanted in
      let cover = SelectionWeights.cover(view, of: wanted)
      return cover > 0 && !others.contains { SelectionWeights.cover($0, of: wanted) >= cover }
    }
  }
}
