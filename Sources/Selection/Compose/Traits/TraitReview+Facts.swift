internal import TroupeVocabulary

extension TraitReview {
  /// An asset with what the facts about it are held against.
  struct Reviewed {
    let asset: Asset
    let said: TraitConflicts
    let facts: ContradictedFacts
    let looks: AskedLooks
    /// The only look in which it is shown.
    let worn: Look?
    let age: AgeChange?
    let unseen: Visibility.Unseen?
    let isCharacter: Bool
    /// Traits that the user leaves out.
    let unwanted: Set<String>
  }

  mutating func reviewDescription(_ one: Reviewed) {
    let kept = keptParts(of: one.asset.description, one) { part in
      one.isCharacter
        ? one.facts.contradiction(of: part, of: one.asset, look: one.looks.single, age: one.age)
        : one.facts.light(against: part, one.asset)
    }
    if let kept { described[one.asset.handle] = kept }
  }

  mutating func review(_ look: Look, _ one: Reviewed) {
    let asset = one.asset.handle
    let kept = keptParts(of: look.description, bySentence: true, one) { part in
      one.said.words(against: part, of: asset).map {
        .init(source: "the prompt", words: $0, isOfHair: one.said.isAbout("hair", part))
      }
    }
    if let kept { descriptionsOfLooks[asset, default: [:]][look.name.foldedKey] = kept }
    ofLooks[asset, default: [:]][look.name.foldedKey] = look.traits.filter { trait in
      if one.unwanted.contains(trait.foldedKey) { return false }
      if let words = one.said.words(against: trait, of: asset) {
        leaveOut(trait, field: "traits", of: one, "the prompt", words)
      } else if one.isCharacter, let phrase = one.unseen?.phrase(hiding: trait) {
        omit(trait, field: "traits", of: one.asset, phrase)
      } else {
        return true
      }
      return false
    }
  }

  mutating func reviewTraits(_ one: Reviewed) {
    let look = one.worn.map {
      TraitConflicts(
        description: ([$0.description] + $0.traits).joined(separator: ". "), of: one.asset.handle)
    }
    stated[one.asset.handle] = one.asset.traits.compactMap { trait in
      if one.unwanted.contains(trait.foldedKey) { return nil }
      if let worn = one.worn, worn.drops(trait) {
        adjustments.append(
          Adjustment(
            field: "traits", before: trait, after: "",
            reason: "\(one.asset.handle) is without it in the look '\(worn.name)'"))
        return nil
      }
      if let found = contradiction(of: trait, one, look) {
        let isInPart = found.isOfHair && one.said.hairChange(of: one.asset.handle) != .all
        let rest =
          isInPart
          ? TraitRemainder(trait, language: one.said.language)?
            .longest { contradiction(of: $0, one, look) != nil } : nil
        leaveOut(trait, field: "traits", of: one, found.source, found.words, rest: rest ?? "")
        if found.isOfHair { changedHair.insert(one.asset.handle) }
        return rest
      }
      if one.isCharacter, let phrase = one.unseen?.phrase(hiding: trait) {
        omit(trait, field: "traits", of: one.asset, phrase)
        return nil
      }
      return trait
    }
    reviewPins(one)
  }

  /// Why `trait` does not hold; `nil` where it does.
  /// - Parameter look: what the look says in which it is shown.
  private func contradiction(
    of trait: String, _ one: Reviewed, _ look: TraitConflicts?
  ) -> ContradictedFacts.Contradiction? {
    let handle = one.asset.handle
    if let words = one.said.words(against: trait, of: handle) {
      return .init(
        source: "the prompt", words: words,
        isOfHair: one.isCharacter && one.said.isAbout("hair", trait))
    }
    guard one.isCharacter else { return nil }
    if let words = look?.words(against: trait, of: handle) {
      return .init(source: "the look '\(one.worn?.name ?? "")'", words: words)
    }
    if let worn = one.worn, LookAge.standard.isAge(worn.name), one.said.changesWithAge(trait) {
      return .init(source: "the look", words: worn.name)
    }
    if let age = one.age, age.contradicts(trait) {
      return .init(source: age.source, words: age.words)
    }
    return nil
  }

  /// A hairpin goes with the bun that it holds.
  private mutating func reviewPins(_ one: Reviewed) {
    guard one.isCharacter, let stated = stated[one.asset.handle] else { return }
    let form = one.asset.traits.first { trait in
      !stated.contains(trait) && Hairstyle.ofLongHair.contains { one.said.isAbout($0, trait) }
    }
    guard let form, !one.said.names("hairpin") else { return }
    self.stated[one.asset.handle] = stated.filter { trait in
      guard one.said.isAbout("hairpin", trait), !one.said.isAbout("hair", trait) else {
        return true
      }
      adjustments.append(
        Adjustment(
          field: "traits", before: trait, after: "",
          reason: "it goes with “\(form)” of \(one.asset.handle), which is left out"))
      return false
    }
  }

  /// What of `description` can be seen and holds; `nil` where all does.
  private mutating func keptParts(
    of description: String, bySentence: Bool = false, _ one: Reviewed,
    _ contradiction: (String) -> ContradictedFacts.Contradiction?
  ) -> String? {
    var parts = DescriptionParts(description, bySentence: bySentence)
    var reasons: [(part: String, contradiction: ContradictedFacts.Contradiction)] = []
    var hidden: [(part: String, phrase: String)] = []
    let language = LabelLanguage(of: ([description] + one.asset.traits).joined(separator: ". "))
    func rest(of part: String) -> String? {
      guard !bySentence, one.age?.isOfAnotherBody == false,
        let rest = AgeRemainder(part, language: language)?.text
      else { return nil }
      return contradiction(rest) == nil ? rest : nil
    }
    let kept = parts.leaveOut(
      { part in
        if one.isCharacter, !bySentence, let phrase = one.unseen?.phrase(hiding: part) {
          hidden.append((part, phrase))
          return true
        }
        guard let found = contradiction(part) else { return false }
        reasons.append((part, found))
        return true
      }, rest: rest)
    for (part, phrase) in hidden { omit(part, field: "description", of: one.asset, phrase) }
    for (part, found) in reasons {
      leaveOut(
        part, field: "description", of: one, found.source, found.words, rest: rest(of: part) ?? "")
      if found.isOfHair { changedHair.insert(one.asset.handle) }
    }
    return kept
  }

  /// Leaves out what the picture cannot show.
  mutating func omit(_ fact: String, field: String, of asset: Asset, _ phrase: String) {
    adjustments.append(
      Adjustment(
        field: field, before: fact, after: "",
        reason: "it is not to be seen of \(asset.handle): “\(phrase)”"))
  }

  private mutating func leaveOut(
    _ fact: String, field: String, of one: Reviewed, _ source: String, _ words: String,
    rest: String = ""
  ) {
    let handle = one.asset.handle
    if source == "the prompt", one.asset.kind.isThing { changedParts.insert(handle) }
    if source == "the prompt", one.worn != nil, one.said.isAboutClothes(fact) {
      changedClothes.insert(handle)
    }
    adjustments.append(
      Adjustment(
        field: field, before: fact, after: rest,
        reason: "\(source) says otherwise of \(handle): “\(words)”"))
    let what = field == "traits" ? "The trait “\(fact)”" : "“\(fact)” in the description"
    let becomes = rest.isEmpty ? "is left out of the words" : "is told as “\(rest)”"
    warnings.append("\(what) of \(handle) \(becomes): \(source) says “\(words)”.")
  }
}

extension Look {
  /// Whether the asset's `trait` does not hold in it.
  fileprivate func drops(_ trait: String) -> Bool {
    droppedTraits.contains { $0.foldedKey == trait.foldedKey }
  }
}
