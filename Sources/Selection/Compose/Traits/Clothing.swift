/// What clothes take the place of, by the names that nouns have in every language.
enum Clothing {
  /// Names of nouns for clothes.
  static let nouns: Set = [
    "coat", "jacket", "cloak", "scarf", "hat", "cap", "hood", "dress", "skirt", "shirt", "sweater",
    "trousers", "boots", "shoes", "gloves", "tie", "armor", "helmet", "apron", "uniform", "outfit",
  ]
  /// Those of them that a person wears nothing else with.
  static let outfits: Set = ["outfit", "dress", "uniform", "armor"]
  /// Names of nouns for outfits and boots of one kind, which have the general name as well.
  private static let special = ["nightwear", "swimwear", "formalwear", "wellingtons"]
  /// Clothes of which a person wears one: each takes the place of the others.
  private static let layers: [Set<String>] = [
    ["coat", "jacket", "cloak"], ["shirt", "sweater"], ["trousers", "skirt"], ["boots", "shoes"],
    ["hat", "cap", "hood", "helmet"],
  ]
  /// By what is put on, what more than an outfit goes with is not worn with it.
  private static let without: [String: Set<String>] = [
    "nightwear": [
      "boots", "shoes", "wellingtons", "hat", "cap", "hood", "helmet", "gloves", "scarf", "tie",
      "apron", "belt", "backpack", "coat", "jacket", "cloak",
    ],
    "swimwear": [
      "boots", "shoes", "wellingtons", "helmet", "gloves", "scarf", "tie", "apron", "coat",
      "jacket", "cloak",
    ],
    "formalwear": ["wellingtons", "cap", "hood", "helmet", "apron", "backpack"],
    "sunglasses": ["eyes", "glasses"],
  ]

  /// The other names for what `nouns` name when it is taken off: `Remove the hat`, of a cap.
  static func alike(_ nouns: Set<String>) -> Set<String> {
    Set([["hat", "cap"], ["boots", "shoes"]].filter { !nouns.isDisjoint(with: $0) }.joined())
      .subtracting(nouns)
  }

  /// Whether someone who puts on what the noun `one` names no longer wears what `other` names, or hides it.
  static func isWorn(_ one: String, inPlaceOf other: String) -> Bool {
    if without[one]?.contains(other) == true { return true }
    if outfits.contains(one) {
      return outfits.contains(other) || layers[..<3].contains { $0.contains(other) }
    }
    // A jacket is a part of a suit and of a uniform, and goes over a dress.
    if one == "jacket", other == "outfit" || other == "uniform" { return true }
    return layers.contains { $0.contains(one) && $0.contains(other) }
      || layers[1].contains(one) && outfits.contains(other)
  }

  /// What a text with `nouns` says that someone wears.
  static func named(_ nouns: Set<String>) -> Set<String> {
    var named = nouns.intersection(self.nouns.union(["eyes", "glasses", "belt", "backpack"]))
    if nouns.contains("wellingtons") { named = named.subtracting(["boots"]).union(["wellingtons"]) }
    return nouns.contains("sunglasses") ? named.subtracting(["glasses"]) : named
  }

  /// What is put on in place of all that `named` names.
  static func others(than named: Set<String>) -> Set<String> {
    nouns.union(special).union(["sunglasses"]).subtracting(named).filter { one in
      named.allSatisfy { isWorn(one, inPlaceOf: $0) }
    }
  }
}
