package import TroupeVocabulary

/// One place in a prompt that names an asset: `@kael`, `@kael/casual`, `@kael*2`, `@kael as pose`.
package struct Mention: Hashable, Sendable {
  /// The asset, spelled as the catalogue spells it.
  package let handle: Handle
  /// The look asked for, spelled as the catalogue spells it; `nil` for the usual one.
  package let look: String?
  /// What its images are for; `nil` leaves it to the asset's kind.
  package let role: Role?
  /// How much it matters beside the others, from 0.1 to 10; 1 unless written.
  package let weight: Double
  /// Where it stands in the prompt, from the at sign to the end of weight and role.
  package let range: Range<String.Index>
}
