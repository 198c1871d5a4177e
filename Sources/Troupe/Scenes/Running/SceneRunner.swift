internal import Foundation
internal import Synchronization
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

/// What a run may still spend, counted from any thread.
final class SceneBound: Sendable {
  private let bound: Double?
  private let spent = Mutex(0.0)

  init(_ bound: Double?) { self.bound = bound }

  /// Counts `cost`, US dollars; `nil` is not known.
  /// - Throws: `RequestError.tooExpensive` where the sum would pass the bound.
  func spend(_ cost: Double?) throws {
    guard let bound else { return }
    try spent.withLock { spent in
      // Rounded, so that sums of cents in another order are equal.
      guard let cost, spent + cost <= bound + 1e-9 else {
        throw TroupeError.request(.tooExpensive(estimate: cost.map { $0 + spent }, bound: bound))
      }
      spent += cost
    }
  }
}

/// Makes shots, several at once, each after those that it is made from.
struct SceneRunner: Sendable {
  let library: Library
  /// The scene by its name in the record.
  let scene: ULID
  let file: URL
  let options: SceneOptions
  let bound: SceneBound
  let equals = EqualRequests()
  let onEvent: WorkEvent.Handler

  private var generator: Generator { library.services.generator }

  /// Makes all of `works` that can be made. What would strike all shots, or all of a model, keeps those from being begun;
  /// what is under way then is waited for.
  /// - Parameter shots: all of the scene.
  func run(_ works: [ShotWork], _ shots: [Shot]) async throws -> [ShotOutcome] {
    var course = SceneCourse(works)
    let shots = Dictionary(shots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    await withTaskGroup(of: Ending.self) { group in
      func start() {
        while course.underWay < generator.sender.policy.atOnce, let next = course.next() {
          group.addTask {
            next.cells.isEmpty ? await make(next, shots) : await makeSheet(next, shots)
          }
        }
      }
      start()
      while let ending = await group.next() {
        course.end(ending.outcomes, ending.strike)
        if Task.isCancelled { course.leave(TroupeError.interrupted) { _ in true } }
        start()
      }
    }
    return course.outcomes
  }

  private struct Ending: Sendable {
    var outcomes: [ShotOutcome]
    var strike: SceneCourse.Strike?

    init(_ outcomes: [ShotOutcome], _ strike: SceneCourse.Strike? = nil) {
      self.outcomes = outcomes
      self.strike = strike
    }
  }

  /// Makes a sheet, and cuts its shots from it.
  private func makeSheet(_ work: ShotWork, _ shots: [String: Shot]) async -> Ending {
    let ending = await make(work, shots)
    let results = ending.outcomes.flatMap(\.results)
    let made = results.map(\.generation).first { $0.state == .done && !$0.outputs.isEmpty }
    guard let image = made?.outputs.first?.id, let (grid, _) = SceneGrid.read(work.shot.id) else {
      let error = ending.outcomes.first?.error ?? results.compactMap(\.error).first
      return Ending(
        work.cells.map { ShotOutcome($0.shot, results, error: error) }, ending.strike)
    }
    var all = Ending([], ending.strike)
    for (index, cell) in work.cells.enumerated() {
      var cell = cell
      cell.panel = SheetPanel(sheet: image, grid: grid, number: index + 1)
      let cut = await make(cell, shots)
      all.outcomes += cut.outcomes
      all.strike = all.strike ?? cut.strike
    }
    return all
  }

  private func make(_ work: ShotWork, _ shots: [String: Shot]) async -> Ending {
    do {
      let images = try await images(for: work, shots)
      let missing = work.shot.sources.filter { images[$0] == nil }
      guard missing.isEmpty else { return Ending([ShotOutcome(work.shot, waitsFor: missing)]) }
      let request = try await library.request(for: work, options, images: images)
      let prepared = try await generator.noted(generator.preparation.prepare(request))
      try work.checkPrice(of: prepared, generator.sender.policy)
      try bound.spend(
        prepared.plan(count: 1).estimate.boundUSD.map { $0 * Double(work.takes.count) })
      if !prepared.warnings.isEmpty {
        onEvent(.warned(prepared.warnings.map { "shot \(work.shot.id): \($0)" }))
      }
      let key = try prepared.key
      await equals.begin(key)
      let ending = await send(prepared, work)
      await equals.end(key)
      return ending
    } catch {
      return Ending([ShotOutcome(work.shot, error: error)], Self.strike(error))
    }
  }

  private func send(
    _ prepared: PreparedRequest, _ work: ShotWork
  ) async -> Ending {
    let isSeveral = work.shot.takes > 1
    let batch = work.batch ?? (isSeveral ? library.services.generations.newID() : nil)
    let ending = await generator.make(
      prepared, as: work.names(in: scene, options.stage), batch: batch,
      allowing: .init(
        all: isSeveral || (options.isFresh || work.reason == .stale) && work.panel == nil,
        refused: options.isAgain),
      onResult: { onEvent(.shot(id: work.shot.id, $0)) })
    let patience = generator.sender.policy.retry.longestWait
    let fatal = ending.results.compactMap(\.error).first { $0.stopsBatch(patience: patience) }
    let outcome = ShotOutcome(work.shot, ending.results, error: ending.stop)
    return Ending([outcome], (ending.stop ?? fatal).flatMap(Self.strike))
  }

  /// What `error` of one shot means for the others.
  private static func strike(_ error: any Error) -> SceneCourse.Strike? {
    switch error as? TroupeError {
    case .provider: .model(error)
    case .interrupted, .library, .request(.overBudget), nil: .all(error)
    default: nil
    }
  }

  /// The images of the shots that `work` is made from, as they stand now.
  private func images(
    for work: ShotWork, _ shots: [String: Shot]
  ) async throws -> [String: ShotImage] {
    let sources = work.shot.sources
    guard !sources.isEmpty else { return [:] }
    let book = try await SceneBook(
      scene, file: file, options: options, shots: Set(sources), library.services.generations)
    var images: [String: ShotImage] = [:]
    for id in sources {
      guard let shot = shots[id] else { continue }
      images[id] = try book.standing(of: shot).primary.map(ShotImage.made)
    }
    return images
  }
}
