/// What a place says of its noun, as it is held against traits.
extension NounPlace {
  /// Whether it is taken away or made another, whatever it is like before.
  var isChanged: Bool { isRemoved || isGivenValue }

  /// Whether it is said to be long.
  var isLong: Bool { !isRemoved && !isDenied && values["length"]?.contains("long") == true }

  /// How hair is said to be worn, where it is that of the one spoken of.
  var style: Set<String> {
    isAttributed && !isRemoved && !isDenied ? values[Hairstyle.category] ?? [] : []
  }

  /// Whether it has one of the `kept` values and none instead.
  func repeats(_ kept: TraitMeaning.Values) -> Bool {
    !isRemoved && !isDenied
      && values.contains { category, found in !found.isDisjoint(with: kept[category] ?? []) }
      && !values.contains { category, found in
        kept[category].map { found.isDisjoint(with: $0) } ?? false
      }
  }

  /// What is said of it under `category`, where that is of the one spoken of.
  func said(_ category: String) -> Set<String> {
    categories.contains(category) ? values[category] ?? [] : []
  }

  /// The categories of what is said of it, where that is of the one spoken of.
  var categories: Set<String> {
    isAttributed && !isRemoved && !isDenied ? Set(values.keys) : []
  }

  /// The words by which it contradicts a trait of these `values`; `nil` where it does not.
  func conflict(with trait: TraitMeaning.Values) -> Range<Int>? {
    if trait[TraitMeaning.presence] != nil { return isAttributed && !isRemoved ? range : nil }
    if isRemoved { return range }
    guard isAttributed else { return nil }
    let isOther = values.contains { category, found in
      guard let kept = trait[category] else { return false }
      return found.isDisjoint(with: kept) != isDenied
    }
    return isOther ? range : nil
  }
}
