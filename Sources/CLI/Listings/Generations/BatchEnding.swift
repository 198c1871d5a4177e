import Synchronization
import Troupe

/// How a call ended that asked for one image or for many.
struct BatchEnding {
  let results: [GenerationResult]
  let totals: BatchTotals
  /// Why fewer were sent for than were asked.
  let stop: (any Error)?

  init(_ results: [GenerationResult], asked: Int, stop: (any Error)?) {
    self.results = results
    self.stop = stop
    totals = BatchTotals(asked: asked, results)
  }

  /// The statuses that weigh most, first; perhaps billed before all.
  private static let gravest: [ExitStatus] = [.unknown, .refused, .tryLater, .badData]

  /// The error with which the command ends; `nil` where all went well.
  var error: (any Error)? {
    let all = results.compactMap(\.error) + [stop as? TroupeError].compactMap(\.self)
    func rank(_ error: TroupeError) -> Int {
      Self.gravest.firstIndex(of: error.exitStatus) ?? Self.gravest.count
    }
    return all.min { rank($0) < rank($1) } ?? stop
  }

  /// Of several images what became of each kind, and why those that are not told by the error were not made.
  func say(to console: Console) {
    guard totals.asked > 1 else { return }
    let told = error as? TroupeError
    for error in results.compactMap(\.error) where error != told {
      console.say(.init(error.sentence))
    }
    if let error = stop as? TroupeError, error != told { console.say(.init(error.sentence)) }
    let words = totals.wordsOnly == 0 ? "" : ", \(totals.wordsOnly) answered without an image"
    console.say(
      """
      Asked for \(totals.asked) images: \(totals.made) made\(words), \(totals.refused) refused, \
      \(totals.failed) failed, \(totals.unknown) unknown, \(totals.notAsked) not asked.
      """)
    for made in results where !made.generation.state.isFinal {
      let generation = made.generation
      console.say(
        "\(generation.id) is \(generation.state.rawValue): see 'troupe show \(generation.id)'.")
    }
  }
}

/// Why the rest of a batch was not sent for, noted from any thread.
final class StopNote: Sendable {
  private let note = Mutex<(any Error)?>(nil)

  var error: (any Error)? { note.withLock(\.self) }

  func take(_ error: any Error) { note.withLock { $0 = error } }
}
