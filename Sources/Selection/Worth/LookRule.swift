internal import TroupeVocabulary

/// Which looks of an asset a request shows, and which pictures of other looks may help.
///
/// A picture in the wrong dress misleads a model. So the pictures are those of the looks asked for;
/// another look's picture may go in only for what was asked for and no picture of them shows, or as
/// a close-up that they lack.
struct LookRule: Sendable {
  /// The looks asked for, by mention or in words; `nil` is the usual one.
  let asked: [String?]
  /// The looks shown: those asked for that have pictures, else the usual one, else the first.
  let shown: [String?]
  private let keys: Set<String>
  /// By distinct look, whether it is shown.
  private let isShown: [Bool]
  /// The looks of all pictures.
  private let looks: Distinct<String?>

  init(_ looks: Distinct<String?>, mention: MentionedAsset, demand: Demand) {
    let described = demand.looks.keys.sorted()
    let asked = mention.looks == [nil] && !described.isEmpty ? described : mention.looks
    let keys = Set(asked.map(Self.key))
    let found = looks.values.filter { keys.contains(Self.key($0)) }
    let usual: [String?] = looks.values.contains(nil) ? [nil] : Array(looks.values.prefix(1))
    self.asked = asked
    shown = found.isEmpty ? usual : found
    let shownKeys = Set(shown.map(Self.key))
    self.keys = shownKeys
    isShown = looks.values.map { shownKeys.contains(Self.key($0)) }
    self.looks = looks
  }

  /// Whether a picture of `look` is of a look shown.
  func shows(_ look: String?) -> Bool { keys.contains(Self.key(look)) }

  /// Whether a picture of `look` is of a look asked for.
  func asks(_ look: String?) -> Bool { asked.contains { Self.key($0) == Self.key(look) } }

  /// A look's name cannot be empty, so the usual one has a key of its own.
  static func key(_ look: String?) -> String { look?.foldedKey ?? "" }

  /// For each picture whether it must stay out for its look.
  func barred(
    views: Distinct<View?>, demand: Demand, pictures: [PictureWords]
  ) -> [Bool] {
    guard isShown.contains(false) else {
      return Array(repeating: false, count: looks.places.count)
    }
    var isCovered = views.values.map { _ in false }
    var cues: Set<Int> = []
    for (index, look) in looks.places.enumerated() where isShown[look] {
      isCovered[views.places[index]] = true
      cues.formUnion(pictures[index].cues)
    }
    let right = views.values.indices.filter { isCovered[$0] }.map { views.values[$0] }
    let helps = views.values.indices.map { place in
      Self.isMissing(views.values[place], among: right, demand: demand)
    }
    return looks.places.indices.map { index in
      let look = looks.places[index]
      if isShown[look] { return false }
      let place = views.places[index]
      if helps[place] { return false }
      if !isCovered[place], let view = views.values[place] {
        if FacetTable.closeUps.contains(view) { return false }
        if view == .detail && looks.values[look] == nil { return false }
      }
      return !pictures[index].cues.contains { !cues.contains($0) }
    }
  }

  /// Whether `view` shows something asked for better than any of `right` does.
  private static func isMissing(_ view: View?, among right: [View?], demand: Demand) -> Bool {
    demand.phrases.keys.contains { wanted in
      let cover = FacetTable.cover(view, of: wanted)
      return cover > 0 && !right.contains { FacetTable.cover($0, of: wanted) >= cover }
    }
  }
}
