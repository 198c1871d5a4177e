import Troupe

/// What became of the reworks that a command ran, shown in every case.
struct ReworkEndings {
  private let library: Library
  private let console: Console
  private let stop = StopNote()
  private var reworks: [ReworkDocument] = []
  private var failures: [ReworksDocument.Failure] = []

  init(library: Library, console: Console) {
    self.library = library
    self.console = console
  }

  /// Whether something struck that would strike the next one too.
  var isStopped: Bool { stop.error != nil }

  /// How a rework is run: it tells its name, then each image as it comes.
  func options(
    _ cost: CostArguments, expected: String? = nil, ripple: Bool = false
  ) -> ReworkOptions {
    let listing = ResultListing(library: library, console: console)
    let (console, stop) = (console, stop)
    return ReworkOptions(
      maxCost: cost.maxCost, expected: expected, ripple: ripple,
      onEvent: { event in
        if case .stopped(let error) = event { return stop.take(error) }
        listing.show(event: event)
        if case .rebuilt(_, let result) = event, let error = result.error {
          console.say(.init(error.sentence))
        }
      }, approve: console.approval(cost))
  }

  /// - Parameters:
  ///   - shows: whether its steps are printed.
  ///   - earlier: the rework that it is compared with.
  mutating func add(_ rework: Rework, shows: Bool = false, against earlier: Rework? = nil) {
    let differences = earlier.map { ReworkDifferences(of: rework, from: $0) }
    reworks.append(ReworkDocument(rework: rework, against: differences))
    if shows { console.print(ReworkListing(rework: rework).text) }
    if let differences { console.print(ReworkDifferencesListing(differences: differences).text) }
  }

  /// Says why nothing could be planned for one of several.
  mutating func add(_ error: TroupeError, of name: GenerationName) {
    failures.append(.init(generation: "\(name)", error: error))
    console.say("\(name): \(error.sentence)")
  }

  /// Prints the one document, says what became of each rework, and throws the gravest of the errors.
  /// - Parameter isOne: whether the document is that of one rework.
  func finish(isOne: Bool = true) throws {
    if isOne, let only = reworks.first {
      try console.document(only)
    } else {
      try console.document(ReworksDocument(reworks: reworks, failed: failures))
    }
    let reworks = reworks.map(\.rework)
    for rework in reworks where rework.id != nil { say(rework) }
    if let error = stop.error { throw error }
    let endings =
      reworks.compactMap(\.ending).map { TroupeError.request($0) }
      + failures.map(\.error)
    if let gravest = endings.min(by: { $0.weight < $1.weight }) { throw gravest }
  }

  private func say(_ rework: Rework) {
    console.say(.init("Rework \(rework.id.map { "\($0)" } ?? ""): \(rework.summary)"))
    for step in rework.steps {
      for take in step.takes {
        guard let next = rework.next(step, take) else { continue }
        console.say("Step \(step.number) is \(take.state.rawValue): \(next)")
      }
    }
    if rework.state == .resting, let id = rework.id {
      console.say("It rests so that you can look: troupe compare --rework \(id)")
    }
    if let next = rework.next { console.say("Next: \(next)") }
  }
}

extension TroupeError {
  /// What weighs most comes first: perhaps billed before all.
  fileprivate var weight: Int {
    [ExitStatus.unknown, .refused, .tryLater, .badData].firstIndex(of: exitStatus) ?? 9
  }
}

/// Several reworks in `--json`, and what could not even be planned.
struct ReworksDocument: Encodable {
  struct Failure: Encodable {
    let generation: String
    let error: TroupeError

    private enum CodingKeys: String, CodingKey { case generation, error }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(generation, forKey: .generation)
      try container.encode(FaultDocument(error), forKey: .error)
    }
  }

  let reworks: [ReworkDocument]
  let failed: [Failure]
}
