internal import TroupeRecord

/// How a shot stands by the record: what is made of each of its takes, and what stands for it.
struct ShotStanding: Sendable {
  let shot: Shot
  /// The digest of its text.
  let text: Digest
  /// All takes of the stage, whatever their text, oldest first.
  let takes: [RecordedShotTake]
  /// What people say of their images, by image.
  let said: [OutputID: Annotation]
  /// Why what was made is not what would be made today, by generation.
  var causes: [ULID: [ShotStaleness]] = [:]
  /// How a sheet stands that shows it and may still come.
  var sheetState: ShotState?

  /// How many of its takes are to be kept: one that finishes a draft is all that there is to be.
  private var count: Int {
    takes.contains { $0.isMade && $0.name.text == text && $0.name.draft != nil } ? 1 : shot.takes
  }

  /// The attempts at one of its takes, oldest first.
  func attempts(at take: Int) -> [RecordedShotTake] {
    takes.filter { $0.name.text == text && $0.name.take == take }
      .sorted { $0.name.attempt < $1.name.attempt }
  }

  /// The one that a person picked: of several, the one that stands for their batch, else the last.
  var picked: RecordedShotTake? {
    let picked = takes.filter { take in
      take.images.contains { said[$0]?.pick == .picked }
    }
    return picked.last { $0.images.contains { said[$0]?.isPrimary == true } } ?? picked.last
  }

  /// The one that stands for it; those that were rejected do not.
  var primaryTake: RecordedShotTake? {
    if let picked { return picked }
    let standing = takes.filter { take in
      take.isMade && !take.images.allSatisfy { said[$0]?.pick == .rejected }
    }
    let current = standing.filter { $0.name.text == text }
    if let chosen = current.last(where: { $0.images.contains { said[$0]?.isPrimary == true } }) {
      return chosen
    }
    let first = current.map(\.name.take).min()
    return current.last { $0.name.take == first } ?? standing.last
  }

  /// The image that stands for it.
  var primary: OutputID? {
    guard let take = primaryTake else { return nil }
    return take.images.first { said[$0]?.pick == .picked }
      ?? take.images.first { said[$0]?.isPrimary == true }
      ?? take.images.first { said[$0]?.pick != .rejected }
  }

  /// Why what was made of its takes would be made otherwise today.
  var staleness: [ShotStaleness] {
    var all: [ShotStaleness] = []
    for number in 1...count {
      guard let made = attempts(at: number).last(where: \.isMade) else { continue }
      for cause in causes[made.generation] ?? [] where !all.contains(cause) { all.append(cause) }
    }
    return all
  }

  /// Why the take that a person picked is not what would be made today. It is kept whatever these say.
  private func causes(of picked: RecordedShotTake) -> [ShotStaleness] {
    (picked.name.text == text ? [] : [.text]) + (causes[picked.generation] ?? [])
  }

  var state: ShotState {
    if picked != nil { return .made }
    let last = (1...count).map { attempts(at: $0) }
    let open = last.filter { !$0.contains(where: \.isMade) }
    if open.isEmpty { return staleness.isEmpty ? .made : .stale }
    let states = open.compactMap(\.last).map(\.standing)
    for state in [ShotState.unknown, .underWay, .refused, .failed] where states.contains(state) {
      return state
    }
    if let sheetState { return sheetState }
    let isOther = takes.contains { $0.isMade && $0.name.text != text }
    return isOther && states.isEmpty && open.count == count ? .changed : .missing
  }

  /// What was said of the last take that was not made.
  var message: String {
    (1...count).compactMap { attempts(at: $0).last }.last { !$0.isMade }?.message ?? ""
  }

  /// The takes to make, each with the number of the attempt.
  func wanted(_ options: SceneOptions, isStale: Bool) -> [(take: Int, attempt: Int)] {
    guard picked == nil else { return [] }
    return (1...count).compactMap { number in
      let attempts = attempts(at: number)
      let isWanted =
        switch attempts.last?.standing {
        case nil, .failed?, .missing?: true
        case .underWay?: false
        case .unknown?: options.isFresh
        case .refused?:
          attempts.contains(where: \.isMade)
            ? options.isFresh || isStale && options.includesStale
            : options.isFresh || options.isAgain
        default: options.isFresh || isStale && options.includesStale
        }
      let isMadeBefore = attempts.last?.standing == .failed && attempts.contains(where: \.isMade)
      let goesOn = !isMadeBefore || options.isFresh || isStale && options.includesStale
      guard isWanted, goesOn else { return nil }
      return (number, (attempts.last?.name.attempt ?? 0) + 1)
    }
  }

  /// As a user is told.
  var status: ShotStatus {
    let primary = primary
    return ShotStatus(
      shot: shot, state: state, primary: primary, isPicked: picked != nil,
      takes: takes.map { take in
        let image = take.images.first { $0 == primary } ?? take.images.first
        return ShotTake(
          number: take.name.take, attempt: take.name.attempt, generation: take.generation,
          state: take.state, output: image,
          isCurrent: take.name.text == text, pick: image.flatMap { said[$0]?.pick },
          isPrimary: primary != nil && image == primary)
      }, causes: picked.map(causes(of:)) ?? staleness, message: message)
  }
}

extension RecordedShotTake {
  /// Whether an image came.
  var isMade: Bool { state == .done && outputs > 0 && !isPurged }

  /// Its images.
  var images: [OutputID] {
    isMade ? (1...outputs).map { OutputID(generation: generation, position: $0) } : []
  }

  fileprivate var standing: ShotState {
    switch state {
    case .done where isPurged: .missing
    case .done: outputs > 0 ? .made : .refused
    case .planned, .sent, .received: .underWay
    case .refused: .refused
    case .failed: .failed
    case .unknown: .unknown
    }
  }
}
