internal import TroupeVocabulary

/// What of someone's hair a prompt changes, so that the rest is kept.
enum HairChange {
  case all, color, style

  /// - Parameter categories: what the prompt says of the hair, by the names of values in every language.
  init(_ categories: Set<String>) {
    let isOfColor = categories.contains("color")
    self = categories.isEmpty ? .all : !isOfColor ? .style : categories.count == 1 ? .color : .all
  }
}

extension TraitConflicts {
  /// What of the hair of the asset called `handle` the text changes, where it changes some.
  func hairChange(of handle: Handle) -> HairChange {
    var categories: Set<String> = []
    for index in indices(of: handle) {
      if isAbsent("hair", at: index) { return .all }
      if Hairstyle.nouns.keys.contains(where: { isAbsent($0, at: index) }) {
        categories.insert(Hairstyle.category)
      }
      for place in places(of: Set(Hairstyle.nouns.keys).union(["hair"]), at: index, handle) {
        if place.isRemoved, place.name == "hair" { return .all }
        categories.formUnion(place.isRemoved ? [Hairstyle.category] : place.categories)
      }
    }
    return HairChange(categories)
  }
}
