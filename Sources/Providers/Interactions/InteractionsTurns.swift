import TroupeVocabulary

/// What of the turns before goes along: all of them as they were said and answered, or what came after an answer that Google
/// keeps, and its name.
struct InteractionsTurns {
  /// What is said, in order.
  let said: [HistoryItem]
  /// The name of the answer to go on from.
  private(set) var previous: String?
  private(set) var adjustments: [Adjustment] = []

  /// - Parameter isKept: whether the conversation is one that Google keeps.
  init(_ history: [HistoryItem], isKept: Bool) {
    guard isKept, !history.isEmpty else {
      said = history
      return
    }
    let last = history.lastIndex { if case .model = $0 { true } else { false } }
    guard let last, case .model(let answer) = history[last], let id = answer.id else {
      said = history
      adjustments = [
        Adjustment(
          field: "history", before: "kept by Google", after: "said again whole",
          reason: "the last answer has no name to go on from")
      ]
      return
    }
    previous = id
    said = Array(history[(last + 1)...])
  }
}
