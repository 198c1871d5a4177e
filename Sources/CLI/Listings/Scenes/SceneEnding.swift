import Foundation
import Troupe

/// How a run of a scene ended: what came, what did not and why, and how the scene stands.
struct SceneEnding {
  let library: Library
  let console: Console
  let listing: ResultListing

  init(library: Library, console: Console) {
    self.library = library
    self.console = console
    listing = ResultListing(library: library, console: console)
  }

  /// Tells it, writes what is wanted of it, and throws where not all was made that was to be.
  /// - Parameters:
  ///   - files: what is written of it.
  ///   - wanted: the shots that are to be there in the end.
  func finish(
    _ result: SceneResult, _ files: SceneSendArguments, wanted: (String) -> Bool
  ) async throws {
    let scene = SceneListing(status: result.status, library: library)
    let document = SceneResultDocument(
      made: result.outcomes.map { .init($0, library: library) },
      scene: try await scene.document())
    try console.document(document)
    if let file = files.result {
      try SavedFile.replace(
        Data((try SafeJSON.text(SafeJSON.Versioned(document: document)) + "\n").utf8), at: file)
    }
    for one in result.outcomes { say(one) }
    if result.outcomes.isEmpty { console.say("Nothing was to be made.") }
    if let sheet = files.sheet { try await draw(result.status, to: sheet) }
    console.say("\(result.status.shots.counts)")
    if result.outcomes.contains(where: { $0.error == .interrupted }) {
      throw TroupeError.interrupted
    }
    let open = result.status.shots.filter { wanted($0.shot.id) }
    let unknown = Self.ids(
      of: result,
      result.outcomes.filter(\.isUnknown).map(\.shot.id)
        + open.filter { $0.state == .unknown }.map(\.shot.id))
    let waiting = Set(result.outcomes.filter { isWaiting($0, result.status) }.map(\.shot.id))
    let lost = Self.ids(
      of: result,
      result.outcomes.filter { !$0.isMade && !$0.isUnderWay }.map(\.shot.id)
        + open.filter { [.missing, .changed, .failed, .refused].contains($0.state) }
        .map(\.shot.id)
    ).filter { !unknown.contains($0) && !waiting.contains($0) }
    if !unknown.isEmpty || !lost.isEmpty {
      throw TroupeError.scene(
        .notMade(file: result.status.scene.name, shots: lost, unknown: unknown))
    }
  }

  /// Each of `ids` once, in the order of the file.
  private static func ids(of result: SceneResult, _ ids: [String]) -> [String] {
    result.status.scene.shots.map(\.id).filter(ids.contains)
  }

  /// Whether it waits for no more than what is made in a batch.
  private func isWaiting(_ one: ShotOutcome, _ status: SceneStatus) -> Bool {
    !one.waitsFor.isEmpty
      && one.waitsFor.allSatisfy { id in
        status.shots.contains { $0.shot.id == id && $0.state == .underWay }
      }
  }

  private func say(_ one: ShotOutcome) {
    let errors = one.results.compactMap(\.error) + [one.error].compactMap(\.self)
    for error in errors where error != .interrupted {
      console.say("Shot \(one.shot.id): \(error.sentence)")
    }
    if !one.waitsFor.isEmpty { console.say("Shot \(one.shot.id) \(one.waitsFor.asWait).") }
  }

  private func draw(_ status: SceneStatus, to path: String) async throws {
    var names: [ULID: String] = [:]
    for one in status.shots {
      if let image = one.primary { names[image.generation] = one.shot.id }
    }
    let generations = status.shots.compactMap(\.primary).map(\.generation)
    guard !generations.isEmpty else { return console.say("There is no image yet to draw.") }
    var shots: [Generation] = []
    for id in generations { shots.append(try await library.generation(.id(id))) }
    let sheet = try await library.contactSheet(
      shots, title: status.scene.title ?? status.scene.name, names: names)
    try NewFile.write(sheet.png, to: path)
    console.sayLacking(sheet.lacking)
    console.say("Drew \(path)")
  }
}

/// What became of a scene in `--json`.
struct SceneResultDocument: Encodable {
  let made: [Outcome]
  let scene: SceneDocument

  /// One shot of which takes were to be made.
  struct Outcome: Encodable {
    let id: String
    let generations: [GenerationDocument]
    let waitsFor: [String]
    let error: FaultDocument?

    init(_ one: ShotOutcome, library: Library) {
      id = one.shot.id
      generations = one.results.map { GenerationDocument($0, library: library) }
      waitsFor = one.waitsFor
      error = one.error.flatMap(FaultDocument.init)
    }
  }
}

extension ShotOutcome {
  fileprivate var isMade: Bool {
    error == nil && waitsFor.isEmpty
      && results.allSatisfy { $0.generation.state == .done && !$0.generation.outputs.isEmpty }
  }

  fileprivate var isUnknown: Bool {
    results.contains { $0.generation.state == .unknown }
  }

  /// Whether it is made in a batch, as the user wanted.
  fileprivate var isUnderWay: Bool {
    error == nil && !results.isEmpty
      && results.allSatisfy { $0.error == nil && $0.generation.state != .failed }
  }
}
