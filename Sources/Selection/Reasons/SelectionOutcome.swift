internal import TroupeVocabulary

/// Orders what was chosen and reports for every candidate why it is sent or left out.
struct SelectionOutcome {
  private let input: SelectionInput
  private let reading: PromptReading
  private let explicit: ExplicitImages
  private let choices: [AssetChoice]
  private let placement: Placement
  /// By asset, how it was dropped.
  private let drops: [Int: Admission.Dropped]

  init(
    _ input: SelectionInput, _ reading: PromptReading, _ explicit: ExplicitImages,
    _ choices: [AssetChoice], _ placement: Placement, _ dropped: [Admission.Dropped]
  ) {
    self.input = input
    self.reading = reading
    self.explicit = explicit
    self.choices = choices
    self.placement = placement
    drops = Dictionary(dropped.map { ($0.asset, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var result: SelectionResult {
    let chosen = explicit.chosen + images
    let reasons = ExclusionReasons(input: input, chosen: chosen, usage: placement.usage)
    var excluded = reasons.excluded(
      choices.indices.map { index in
        reasons.part(
          of: choices[index], chosen: placement.members(of: index), dropped: drops[index])
      })
    reasons.addOthers(than: choices.map(\.asset.handle), to: &excluded)
    return SelectionResult(
      selection: Selection(chosen: chosen, excluded: excluded, proof: placement.proof),
      adjustments: explicit.adjustments
        + choices.indices.flatMap { adjustments(choices[$0], dropped: drops[$0]) },
      limits: placement.usage.uses, fromConversation: choices.flatMap(\.fromConversation),
      warnings: warnings + [crowding].compactMap(\.self),
      wordsRead: reading.wordsRead(choices),
      visibility: Visibility(choices, removed: input.removed))
  }

  /// Styles last: what is drawn comes before how it is drawn.
  private var images: [ChosenInput] {
    let isStyle = { (index: Int) in choices[index].role == .style }
    let order = choices.indices.filter { !isStyle($0) } + choices.indices.filter(isStyle)
    var images: [ChosenInput] = []
    for index in order {
      let next = explicit.nextNumber + images.count
      for single in placement.singles where single.asset == index {
        images += ChosenReasons(choices[index]).chosen(single.members, from: next)
      }
      // A sheet takes the position of the first of its assets.
      for sheet in placement.sheets
      where sheet.map(\.asset).min(by: { precedes($0, $1, order) }) == index {
        let next = explicit.nextNumber + images.count
        let phrases = LabelPhrases(for: input.prompt, on: input.profile)
        if let image = SheetImage(sheet, choices, phrases).image(at: next) {
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
    if let absent = choice.demand.absent {
      // Of its pictures, where it has any, the reason says so.
      return choice.references.isEmpty
        ? [
          Adjustment(
            field: "references", before: "\(handle)", after: "nothing",
            reason: Reserve.absent(absent).text)
        ] : []
    }
    if dropped != nil || choice.references.isEmpty && choice.alreadyShownCount == 0 {
      let reason =
        dropped.map {
          "it takes at most \($0.limit.text($0.bound)), so the least prominent asset was left out"
        } ?? "it has no reference yet"
      return [
        Adjustment(
          field: "references", before: "\(handle)", after: "description only", reason: reason)
      ]
    }
    let rule = choice.lookRule
    guard !choice.references.isEmpty, !rule.shown.contains(where: rule.requests) else { return [] }
    let requested = rule.requested.map { $0.map { "\(handle)/\($0)" } ?? "\(handle)" }
    return [
      Adjustment(
        field: "look", before: requested.joined(separator: ", "),
        after: rule.shown.map(LookRule.text).joined(separator: ", "),
        reason: "it has no picture of what was asked")
    ]
  }

  /// A crowd in which likeness falls, by the model's profile.
  private var crowding: String? {
    guard let most = input.profile.crowding?.value else { return nil }
    let count = choices.count { $0.role == .identity && $0.demand.absent == nil }
    guard count > most else { return nil }
    return
      "\(count) subjects in one picture: with more than \(most) likeness falls; \((count + most - 1) / most) shots of at most \(most) keep it."
  }

  /// Views requested by option that no picture shows: the user typed them and should know.
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
