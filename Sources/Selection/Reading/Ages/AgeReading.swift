/// An age that a prompt says of someone, or words that only look like one.
struct AgeReading: Sendable {
  /// None of words that say no age.
  let groups: Set<String>
  let range: Range<Int>
  /// The group of mentions that it is said of, where its sentence is plain.
  let group: Int?

  /// All of them in a prompt.
  static func all(in clauses: Clauses) -> [AgeReading] {
    let links = AgeLinks(clauses)
    let numbers = AgeNumbers(clauses, leads: links.leads)
    let plain = LookWords.ages.matches(in: clauses.text).map {
      AgeMatch(
        form: $0.meaning, groups: Set([$0.meaning.group].compactMap(\.self)), range: $0.range)
    }
    let numbered =
      numbers.isEmpty
      ? []
      : LookWords.numberedAges.matches(in: numbers.text).map { numbers.match($0.meaning, $0.range) }
    return (plain + numbered).compactMap { match in
      if match.form.kind == .none { return AgeReading(groups: [], range: match.range, group: nil) }
      guard let owner = links.owner(of: match) else { return nil }
      let group: Int? = if case .group(let group) = owner { group } else { nil }
      return AgeReading(groups: match.groups, range: match.range, group: group)
    }
  }
}
