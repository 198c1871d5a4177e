internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

extension Attempt {
  /// Carries a job on from where the record left it, until it ends.
  ///
  /// While a job can be asked for, nothing is sent twice and nothing is unknown: what fails here leaves the generation
  /// `sent`.
  /// - Parameter isResumed: whether the job was taken on earlier, and may be done already.
  func finish(
    _ asked: NextLeg, _ held: SpoolFile, isResumed: Bool = false
  ) async throws -> AnswerRecorder.Result {
    var (next, file) = (asked, held)
    var polling = Polling(isDeferred: provider.isDeferred, isResumed: isResumed)
    while true {
      // What came so far is in the record, so that the file can be given up.
      try spool.remove(file.id)
      guard let delay = polling.delay(before: next) else {
        return .ended(polling.isAsPlanned ? nil : underWay(polling.reason))
      }
      file = try spool.open(file.id)
      defer { withExtendedLifetime(file) {} }
      switch try await ask(next, after: delay, into: file, isLastLook: polling.isLastLook) {
      case .further(let further):
        next = further
        polling.succeeded()
      case .unanswered(let reason): polling.failed(reason)
      case .missing(let reason): polling.missed(reason)
      case let end: return end
      }
    }
  }

  /// Asks once, and records what came. Without an answer the spool file is given up.
  private func ask(
    _ next: NextLeg, after delay: Double, into file: SpoolFile, isLastLook: Bool
  ) async throws -> AnswerRecorder.Result {
    guard let message = next.message, mayGo(message) else {
      try spool.remove(file.id)
      return .ended(underWay("it is to be asked for at a host that the key is not for"))
    }
    do {
      if delay > 0 {
        try await policy.wait(delay, "the job at \(prepared.profile.provider) is under way")
      }
      let attempt = file.id
      let leg = try await recorder.generations.read { try $0.legs(of: attempt).count }
      // A message to others names no place for the key.
      try await deliver(message, key: key, to: file, leg: leg, isResult: next.leg == .fetch)
    } catch let failure as TransportFailure {
      if let result = try await end(failure, file) { return result }
    } catch {
      try spool.remove(file.id)
      if error is CancellationError { return .ended(.interrupted) }
      throw error
    }
    return try await withoutCancellation {
      try await record(file, isLastLook: isLastLook, delay: { _ in nil })
    }
  }

  /// What a leg without an end comes to; `nil` where the whole answer came all the same.
  private func end(
    _ failure: TransportFailure, _ file: SpoolFile
  ) async throws -> AnswerRecorder.Result? {
    let extent: AnswerRecorder.Extent = try await withoutCancellation {
      failure.mayHoldResult ? try await self.extent(of: file) : .nothing
    }
    if extent == .whole { return nil }
    try spool.remove(file.id)
    if case .cancelled = failure.cause { return .ended(.interrupted) }
    return .unanswered(reason: failure.reason)
  }

  /// Whether a key in `message` goes to the host that it is configured for today (D10), whatever a record names.
  private func mayGo(_ message: HTTPRequest) -> Bool {
    message.keyHeader == nil || provider.mayGo(message.url, home: home)
  }

  private func underWay(_ reason: String) -> TroupeError {
    .provider(
      .jobUnderWay(provider: prepared.profile.provider, reason: reason, generation: generation))
  }
}

/// How long a job is asked for in one go. What was not answered by then can be asked later: asking costs nothing.
struct Polling {
  /// Seconds between two polls.
  private static let delays = 0.5...60.0
  /// Seconds in all.
  private static let longest = 1800.0
  /// How often in a row asking may fail.
  private static let mostFailures = 4
  /// How often in a row a job is looked for where it is not known: it may have been taken on a moment ago, or elsewhere.
  private static let looks = 3

  /// Whether the job is made hours later, so that it is asked for once at most.
  let isDeferred: Bool
  /// Whether the next poll needs no pause.
  private var isResumed: Bool

  private var waited = 0.0
  private var failures = 0
  private var misses = 0
  private var failure: String?

  init(isDeferred: Bool, isResumed: Bool) {
    self.isDeferred = isDeferred
    self.isResumed = isResumed
  }

  /// Whether nothing went wrong: it is only not done yet, as was to be expected.
  var isAsPlanned: Bool { isDeferred && failure == nil }

  /// Why it is given up.
  var reason: String { failure ?? "it was not done after \(Int(waited)) s" }

  /// Whether a job that is not known at the next look is looked for no more.
  var isLastLook: Bool { misses + 1 >= Self.looks }

  /// The seconds that a provider asks for, within reason.
  static func delay(_ seconds: Double) -> Double {
    seconds.isFinite ? min(max(seconds, delays.lowerBound), delays.upperBound) : delays.upperBound
  }

  /// Seconds until `next` is sent; `nil` when it was asked for long enough.
  mutating func delay(before next: NextLeg) -> Double? {
    var delay = 0.0
    if case .poll(_, let seconds) = next {
      // One that is not known there is looked for as often as any other, so that it comes to its end.
      if isDeferred, !isResumed, misses == 0 { return nil }
      delay = isResumed ? 0 : Self.delay(seconds)
      isResumed = false
      // Where it is not known, it is looked for soon: no one waits minutes for what is gone.
      if misses > 0 { delay = min(delay, Double(1 << misses)) }
    }
    if failures > 0 { delay = max(delay, Double(1 << failures)) }
    guard failures < Self.mostFailures, waited + delay <= Self.longest else { return nil }
    waited += delay
    return delay
  }

  /// The last leg was answered.
  mutating func succeeded() { (failures, misses, failure) = (0, 0, nil) }

  /// The last leg was not answered.
  mutating func failed(_ reason: String) { (failures, failure) = (failures + 1, reason) }

  /// The job was not known where it was asked for.
  mutating func missed(_ reason: String) {
    failed(reason)
    misses += 1
  }
}
