/// How far a run of a scene has come: which shots have begun, and which can begin.
struct SceneCourse {
  /// What keeps further shots from being begun.
  enum Strike: Sendable {
    /// All of them.
    case all(any Error)
    /// Those of the same model.
    case model(any Error)
  }

  /// Those that have not begun, sources before what is made from them.
  private var waiting: [ShotWork]
  /// Those that have not ended.
  private var open: Set<String>
  /// Those that ended without an image.
  private var lost: Set<String> = []
  private(set) var underWay = 0
  /// How each ended, in that order.
  private(set) var outcomes: [ShotOutcome] = []

  init(_ works: [ShotWork]) {
    waiting = works
    open = Set(works.flatMap(\.shots).map(\.id))
  }

  /// The next shot whose sources have ended; `nil` where none can begin now.
  mutating func next() -> ShotWork? {
    let index = waiting.firstIndex { !$0.shot.sources.contains(where: open.contains) }
    guard let index else { return nil }
    underWay += 1
    return waiting.remove(at: index)
  }

  /// What was under way ended; those that need an image of it end with it where none came.
  mutating func end(_ ended: [ShotOutcome], _ strike: Strike?) {
    underWay -= 1
    ended.forEach { close($0) }
    switch strike {
    case .all(let error): leave(error) { _ in true }
    case .model(let error):
      let model = ended.first?.shot.options.model
      leave(error) { $0.options.model == model }
    case nil: break
    }
    for work in waiting {
      let missing = work.shot.sources.filter(lost.contains)
      if !missing.isEmpty { close(ShotOutcome(work.shot, waitsFor: missing)) }
    }
    waiting.removeAll { lost.contains($0.shot.id) }
  }

  /// Those of which `isStruck` ends without being begun.
  mutating func leave(_ error: any Error, where isStruck: (Shot) -> Bool) {
    for work in waiting where isStruck(work.shot) {
      for shot in work.shots { close(ShotOutcome(shot, error: error)) }
    }
    waiting.removeAll { isStruck($0.shot) }
  }

  private mutating func close(_ outcome: ShotOutcome) {
    open.remove(outcome.shot.id)
    outcomes.append(outcome)
    let isThere = outcome.results.contains {
      $0.generation.state == .done && !$0.generation.outputs.isEmpty
    }
    if !isThere { lost.insert(outcome.shot.id) }
  }
}
