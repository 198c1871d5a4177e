internal import TroupeRecord
internal import TroupeVocabulary

/// A shot of which takes are to be made.
struct ShotWork: Sendable {
  /// The shot as it is made.
  let shot: Shot
  /// The digest of its text.
  let text: Digest
  /// Which of its takes, and which attempt at each.
  let takes: [(take: Int, attempt: Int)]
  /// Why it is made.
  let reason: ScheduledShot.Reason
  /// The command that made its earlier takes, to which these belong too.
  let batch: ULID?
  /// The draft that it finishes.
  let draft: OutputID?
  /// The shots that it shows together, if it is a sheet of several.
  var cells: [ShotWork] = []
  /// The panel that it is cut from.
  var panel: SheetPanel?

  /// The shots of the scene that it makes.
  var shots: [Shot] { cells.isEmpty ? [shot] : cells.map(\.shot) }

  /// As the record names them.
  func names(in scene: ULID, _ stage: ShotStage) -> [ShotTakeName] {
    takes.map {
      ShotTakeName(
        scene: scene, shot: shot.id, stage: cells.isEmpty ? stage : .sheet, text: text,
        take: $0.take, attempt: $0.attempt,
        draft: draft)
    }
  }
}

extension ShotWork {
  /// What is to be made of `shots`, sources before what is made from them.
  /// - Parameter isFinish: whether the drafts that were picked are finished, and nothing else is made.
  static func all(
    _ shots: [Shot], _ standings: [String: ShotStanding], _ book: SceneBook,
    _ options: SceneOptions,
    isFinish: Bool
  ) throws -> [ShotWork] {
    var all: [ShotWork] = []
    var coming: Set<String> = []
    for shot in shots.inOrder where options.only?.contains(shot.id) != false {
      guard let standing = standings[shot.id] else { continue }
      let isStale = !standing.staleness.isEmpty || !coming.isDisjoint(with: shot.sources)
      var takes = standing.wanted(options, isStale: isStale)
      var draft: OutputID?
      if isFinish {
        guard let drafted = try book.standing(of: shot, stage: .draft).finishable else { continue }
        draft = drafted
        if standing.picked == nil, standing.staleness.contains(.draft), takes.isEmpty {
          takes = [(1, (standing.attempts(at: 1).last?.name.attempt ?? 0) + 1)]
        }
        takes.removeAll { $0.take > 1 }
      }
      guard !takes.isEmpty else { continue }
      coming.insert(shot.id)
      let isMade = standing.attempts(at: takes[0].take).contains(where: \.isMade)
      all.append(
        ShotWork(
          shot: shot, text: standing.text, takes: takes,
          reason: isMade
            ? options.isFresh ? .fresh : .stale
            : standing.state == .changed ? .changed : .missing,
          batch: standing.takes.last { $0.name.text == standing.text }?.batch, draft: draft))
    }
    return try gridded(all, shots, book, options)
  }
}

extension ShotStanding {
  /// The draft to finish: the one that was picked, or the only one there is.
  fileprivate var finishable: OutputID? {
    picked != nil || takes.count { $0.isMade && $0.name.text == text } == 1 ? primary : nil
  }
}

extension [Shot] {
  /// Every shot after those that it is made from, else as in the file.
  var inOrder: [Shot] {
    let known = Dictionary(map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var (ordered, seen) = ([Shot](), Set<String>())
    for shot in self {
      // Without recursion, since a chain may be as long as the scene.
      var stack = [shot]
      while let next = stack.last {
        let waiting = next.sources.compactMap { known[$0] }.filter { !seen.contains($0.id) }
        if let first = waiting.first, !stack.contains(where: { $0.id == first.id }) {
          stack.append(first)
          continue
        }
        stack.removeLast()
        if seen.insert(next.id).inserted { ordered.append(next) }
      }
    }
    return ordered
  }
}
