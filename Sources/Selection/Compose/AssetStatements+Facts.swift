internal import TroupeVocabulary

extension AssetStatements {
  /// The description, the looks asked for, and the traits to keep; looks on lines of their own where there are several.
  func facts(_ one: Shown) -> [String] {
    let asset = one.asset
    if visibility.inPart.contains(asset.handle) {
      return traitsOf(asset, NamedTraits(prompt).among(traits.stated[asset.handle] ?? [])).map {
        [$0]
      } ?? []
    }
    let isShort = detail == .withoutDescriptions && !one.images.isEmpty || omitsDescriptions
    let isDescribed = asset.kind == .style || !isShort
    let description = isDescribed ? traits.described[asset.handle] ?? asset.description : ""
    let looks = looks(of: one)
    guard one.looks.count > 1 else {
      let stated = looks.compactMap { look(asset, $0, one, isDescribed: isDescribed) }
      return [line(one, [description] + stated, looks: looks)].compactMap(\.self)
    }
    let lines = looks.compactMap { look in
      let text = isDescribed ? phrases.sentences([self.description(of: look, asset)]) : ""
      let said = [text, kept(traits.ofLook(look, of: asset))].filter { !$0.isEmpty }
      return said.isEmpty
        ? nil : name(asset, look) + phrases.marks.colon + said.joined(separator: phrases.space)
    }
    return [line(one, [description], looks: [])].compactMap(\.self) + lines
  }

  /// An asset's name, with the look that is meant: `Mira (look “child”)`.
  func name(_ asset: Asset, _ look: String?) -> String {
    asset.name + phrases.aside(look.map { [phrases.look($0)] } ?? [])
  }

  private func line(_ one: Shown, _ facts: [String], looks: [String]) -> String? {
    let traits =
      (self.traits.stated[one.asset.handle] ?? one.asset.traits)
      + looks.flatMap { self.traits.ofLook($0, of: one.asset) }
    let said = phrases.sentences(facts)
    if said.isEmpty { return traitsOf(one.asset, traits) }
    let kept = kept(traits)
    return one.asset.name + phrases.marks.colon + said + (kept.isEmpty ? "" : phrases.space + kept)
  }

  /// As in `Kael must keep exactly: gray hair; red scarf.`; `nil` for none.
  private func traitsOf(_ asset: Asset, _ traits: [String]) -> String? {
    traits.isEmpty
      ? nil
      : phrases.sentences([
        phrases.traitsOf.filled(["name": asset.name]) + phrases.marks.colon
          + traits.joined(separator: phrases.marks.semicolon)
      ])
  }

  /// As in `Keep exactly: gray hair; red scarf.`
  private func kept(_ traits: [String]) -> String {
    traits.isEmpty
      ? ""
      : phrases.sentences([
        phrases.traits + phrases.marks.colon + traits.joined(separator: phrases.marks.semicolon)
      ])
  }

  func looks(of one: Shown) -> [String] {
    AskedLooks(of: one.asset.handle, in: prompt, images: one.images, visibility).names
  }

  /// As in `look “casual” (images 1 and 2): Hoodie and jeans`; `nil` where its name alone is known.
  private func look(_ asset: Asset, _ name: String, _ one: Shown, isDescribed: Bool) -> String? {
    let description = isDescribed ? description(of: name, asset) : ""
    let positions = one.images.filter { $0.look?.foldedKey == name.foldedKey }.map(\.position)
    let title = phrases.look(name) + numbering.suffix(positions)
    // Labels and traits say it of images.
    if description.isEmpty { return one.images.isEmpty ? title : nil }
    return title + phrases.marks.colon + description
  }

  private func description(of look: String, _ asset: Asset) -> String {
    traits.description(ofLook: look, of: asset)
  }
}
