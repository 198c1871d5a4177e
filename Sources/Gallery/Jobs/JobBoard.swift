import Foundation
import Synchronization
import Troupe
import TroupeMCP

/// The jobs of one server: those that run, and those that ended within a day.
final class JobBoard: Sendable {
  /// What a job does; it hands its events to the handler.
  typealias Work = @Sendable (@escaping WorkEvent.Handler) async throws -> Void

  /// The most jobs that are remembered.
  private static let most = 100

  private struct State {
    var jobs: [Job] = []
    var tasks: [Int: Task<Void, Never>] = [:]
    var last = 0
  }

  private let state = Mutex(State())
  private let wording: ErrorWording
  private let onChange: @Sendable (Job) -> Void

  /// - Parameter onChange: told of each change, from any thread.
  init(wording: ErrorWording, onChange: @escaping @Sendable (Job) -> Void) {
    self.wording = wording
    self.onChange = onChange
  }

  /// The jobs, the newest first.
  var all: [Job] { state.withLock { $0.jobs.reversed() } }

  func job(_ id: Int) -> Job? { state.withLock { $0.jobs.first { $0.id == id } } }

  /// How many run.
  var running: Int { state.withLock { $0.tasks.count } }

  /// Begins `work`; returns its number.
  func begin(
    title: String, prompt: String, facts: String, total: Int, href: String? = nil, at now: Date,
    _ work: @escaping Work
  ) -> Int {
    let id = state.withLock { state -> Int in
      state.last += 1
      let job = Job(
        id: state.last, title: title, prompt: prompt, facts: facts, begunAt: now, href: href,
        total: max(1, total))
      let ended = state.jobs.filter { job in
        job.state == .running || now.timeIntervalSince(job.begunAt) < 86_400
      }
      state.jobs = ended.suffix(Self.most) + [job]
      return state.last
    }
    let task = Task.detached { [self] in
      do {
        try await work { self.take($0, of: id) }
        end(id, nil)
      } catch {
        end(id, error)
      }
    }
    state.withLock { state in
      // One that has ended by now is no task any more.
      if state.jobs.first(where: { $0.id == id })?.state == .running { state.tasks[id] = task }
    }
    return id
  }

  /// Stops a job as soon as what it began is safe.
  func cancel(_ id: Int) { state.withLock { $0.tasks[id] }?.cancel() }

  /// Stops all, and waits for what they have under way.
  func endAll() async {
    let tasks = state.withLock { Array($0.tasks.values) }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  private func change(_ id: Int, _ body: (inout Job) -> Void) {
    let job = state.withLock { state -> Job? in
      guard let place = state.jobs.firstIndex(where: { $0.id == id }) else { return nil }
      body(&state.jobs[place])
      return state.jobs[place]
    }
    if let job { onChange(job) }
  }

  private static func isStop(_ error: any Error) -> Bool {
    if case TroupeError.interrupted = error { return true }
    return error is CancellationError
  }

  private func take(_ event: WorkEvent, of id: Int) {
    change(id) { job in
      switch event {
      case .advanced(let done, _): job.done = done
      case .warned(let warnings):
        job.warnings += warnings.filter { !job.warnings.contains($0) }
      case .result(let result), .shot(_, let result), .rebuilt(_, let result):
        job.done += 1
        job.outputs += result.generation.outputs
        if let error = result.error { job.problems.append(wording(error).sentence) }
      case .stopped(let error): job.problems.append(wording(error).sentence)
      case .checked, .began: break
      }
    }
  }

  private func end(_ id: Int, _ error: (any Error)?) {
    state.withLock { $0.tasks[id] = nil }
    change(id) { job in
      job.endedAt = Date()
      guard let error else {
        job.state = job.outputs.isEmpty && !job.problems.isEmpty ? .failed : .done
        return
      }
      job.state = Self.isStop(error) ? .stopped : .failed
      let sentence = wording(error).sentence
      if !job.problems.contains(sentence) { job.problems.append(sentence) }
    }
  }
}
