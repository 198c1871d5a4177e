internal import TroupeVocabulary

/// Puts what was chosen in order and says of every candidate why it goes in or stays out.
struct SelectionOutcome {
  private let input: SelectionInput
  private let mentions: Mentions
  private let named: NamedImages
  private let choices: [AssetChoice]
  private let placement: Placement
  private let drops: [Int: Admission.Dropped]

  init(
    _ input: SelectionInput, _ mentions: Mentions, _ named: NamedImages, _ choices: [AssetChoice],
    _ placement: Placement, _ dropped: [Admission.Dropped]
  ) {
    self.input = input
    self.mentions = mentions
    self.named = named
    self.choices = choices
    self.placement = placement
    drops = Dictionary(dropped.map { ($0.asset, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var result: SelectionResult {
    let chosen = named.chosen + images
    let exclusion = Exclusion(input: input, chosen: chosen, count: placement.count)
    var excluded: [ExcludedReference] = []
    excluded.reserveCapacity(input.assets.reduce(0) { $0 + $1.references.count })
    for index in choices.indices {
      exclusion.add(
        choices[index], chosen: placement.members(of: index), dropped: drops[index],
        to: &excluded)
    }
    exclusion.addOthers(beside: choices.map(\.asset.handle), to: &excluded)
    return SelectionResult(
      selection: Selection(chosen: chosen, excluded: excluded, proof: placement.proof),
      adjustments: named.adjustments
        + choices.indices.flatMap { adjustments(choices[$0], dropped: drops[$0]) },
      limits: placement.count.uses, standing: choices.flatMap(\.standing), warnings: warnings)
  }

  /// Styles last: what is drawn comes before how it is drawn.
  private var images: [ChosenReference] {
    let isStyle = { (index: Int) in choices[index].role == .style }
    let order = choices.indices.filter { !isStyle($0) } + choices.indices.filter(isStyle)
    var images: [ChosenReference] = []
    for index in order {
      let next = named.nextNumber + images.count
      for single in placement.singles where single.asset == index {
        images += ChosenReasons(choices[index]).chosen(single.members, from: next)
      }
      // A sheet stands where the first of its assets would.
      for sheet in placement.sheets
      where sheet.map(\.asset).min(by: { precedes($0, $1, order) }) == index {
        let next = named.nextNumber + images.count
        let words = LabelWords.of(mentions, in: input.request.prompt)
        if let image = SheetImage(sheet, choices, words).image(at: next) {
          images.append(image)
        }
      }
    }
    return images
  }

  private func precedes(_ left: Int, _ right: Int, _ order: [Int]) -> Bool {
    order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
  }

  private func adjustments(
    _ choice: AssetChoice, dropped: Admission.Dropped?
  ) -> [Adjustment] {
    let handle = choice.asset.handle
    if dropped != nil || choice.references.isEmpty && choice.shownCount == 0 {
      let reason =
        dropped.map {
          "\($0.limit.words($0.bound)) are the most, and the request lets the least prominent go"
        } ?? "it has no reference yet"
      return [
        Adjustment(
          field: "references", before: "\(handle)", after: "description only", reason: reason)
      ]
    }
    guard !choice.references.isEmpty, !choice.looks.shown.contains(where: choice.looks.asks) else {
      return []
    }
    let asked = choice.looks.asked.map { $0.map { "\(handle)/\($0)" } ?? "\(handle)" }
    let shown = choice.looks.shown.map { $0.map { "the look '\($0)'" } ?? "the usual look" }
    return [
      Adjustment(
        field: "look", before: asked.joined(separator: ", "),
        after: shown.joined(separator: ", "), reason: "it has no picture of what was asked")
    ]
  }

  /// Views asked for by option that no picture shows: the user typed them and should know.
  private var warnings: [String] {
    input.request.views.flatMap { wish in
      let wished = choices.filter { (wish.asset ?? $0.asset.handle) == $0.asset.handle }
      if let asset = wish.asset, wished.isEmpty {
        return [
          "No picture of \(asset) is sent, so the \(wish.view.rawValue) view asked for is not."
        ]
      }
      return wished.filter { choice in
        !choice.references.isEmpty && choice.role == .identity
          && !choice.references.contains { $0.view == wish.view }
      }.map { "No picture of \($0.asset.handle) shows the \(wish.view.rawValue) view asked for." }
    }
  }
}
