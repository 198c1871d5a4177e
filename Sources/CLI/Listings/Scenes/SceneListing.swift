import Foundation
import Troupe

/// How the shots of a scene stand.
struct SceneListing {
  let status: SceneStatus
  let library: Library
  /// The shots that alone are shown; `nil` for all.
  var only: Set<String>?

  private var shots: [ShotStatus] {
    status.shots.filter { only?.contains($0.shot.id) != false }
  }

  /// A line for each shot, its image and why it is stale below.
  var text: SafeText {
    get async throws {
      var table = Table(["SHOT", "STATE", "TAKES", "PROMPT, IMAGE AND WHY"])
      for one in shots {
        table.add(
          .init(one.shot.id), .init(one.words, one.state.tint), .init(takes(one)),
          .init(one.shot.prompt.quoted(within: 120)))
        for take in one.shown {
          guard let image = take.output, let path = try await library.path(of: image) else {
            continue
          }
          let name = one.shown.count > 1 ? "take \(take.number)\(take.isPrimary ? " *" : "")" : ""
          table.add("", "", .init(name), .init(path, .faint))
        }
        for cause in one.causes { table.add("", "", "", .init(cause.words, .bad)) }
        if !one.message.isEmpty { table.add("", "", "", .init(one.message, .bad)) }
      }
      return table.text() + cast + "\n\(shots.counts)"
    }
  }

  /// The assets that it shows as they were, and what has become of those since.
  private var cast: SafeText {
    status.cast.reduce(SafeText("")) { text, one in
      let isBehind = one.from.number != one.to.number
      let today = isBehind ? " is shown; today it is version \(one.to.number)" : ", as it is today"
      return one.changes.reduce(text + "\n\(one.from.name.description)\(today)") {
        $0 + "\n  \($1.words)"
      }
    }
  }

  private func takes(_ one: ShotStatus) -> String {
    let made = Set(one.takes.filter { $0.output != nil && $0.isCurrent }.map(\.number)).count
    return "\(made) of \(one.shot.takes)"
  }

  func document() async throws -> SceneDocument {
    var all: [ShotDocument] = []
    for one in shots {
      var path: String?
      if let image = one.primary { path = try await library.path(of: image) }
      all.append(ShotDocument(one, path: path))
    }
    return SceneDocument(
      title: status.scene.title, stage: status.stage,
      cast: status.cast.map(VersionChangeDocument.init), shots: all)
  }
}

/// A scene in `--json`.
struct SceneDocument: Encodable {
  let title: String?
  let stage: ShotStage
  let cast: [VersionChangeDocument]
  let shots: [ShotDocument]
}

/// A shot of a scene in `--json`.
struct ShotDocument: Encodable {
  let id: String
  let line: Int
  let title: String?
  let prompt: String
  let state: ShotState
  let isPicked: Bool
  let primary: OutputID?
  let path: String?
  let takes: [TakeDocument]
  let stale: [String]
  let message: String

  init(_ one: ShotStatus, path: String?) {
    id = one.shot.id
    line = one.shot.line
    title = one.shot.title
    prompt = one.shot.prompt
    state = one.state
    isPicked = one.isPicked
    primary = one.primary
    self.path = path
    takes = one.takes.map(TakeDocument.init)
    stale = one.causes.map(\.words)
    message = one.message
  }

  /// One of its takes.
  struct TakeDocument: Encodable {
    let take: Int
    let attempt: Int
    let generation: ULID
    let state: GenerationState
    let output: OutputID?
    let isCurrent: Bool
    let isPrimary: Bool
    let pick: Annotation.Pick?

    init(_ one: ShotTake) {
      take = one.number
      attempt = one.attempt
      generation = one.generation
      state = one.state
      output = one.output
      isCurrent = one.isCurrent
      isPrimary = one.isPrimary
      pick = one.pick
    }
  }
}

extension Library {
  /// The file of an image.
  func path(of image: OutputID) async throws -> String? {
    try await generation(.id(image.generation)).outputs.first { $0.id == image }
      .map { url(of: $0.path).path }
  }
}

extension [ShotStatus] {
  /// As in `3 shots: 1 missing, 2 made`.
  var counts: String {
    let counts = ShotState.allCases.compactMap { state in
      let count = count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.words)"
    }
    return "\(count.of("shot")): \(counts.joined(separator: ", "))"
  }
}

extension ShotStatus {
  fileprivate var words: String { isPicked ? "picked" : state.words }

  /// The takes to choose from, and the one that stands for it, by number; of several attempts at one the last.
  fileprivate var shown: [ShotTake] {
    let made = takes.filter { $0.output != nil }
    let last = Dictionary(
      made.filter(\.isCurrent).map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    let others = made.filter { one in
      one.isPrimary && last[one.number]?.generation != one.generation
    }
    return (Array(last.values) + others).sorted {
      ($0.number, $0.attempt) < ($1.number, $1.attempt)
    }
  }
}

extension ShotState {
  var words: String { rawValue.replacing("_", with: " ") }

  var tint: Tint? {
    switch self {
    case .made: .good
    case .missing, .underWay: nil
    case .changed, .stale, .failed, .refused, .unknown: .bad
    }
  }
}

extension ShotStaleness {
  var words: String {
    switch self {
    case .cast(let cause): cause.words
    case .source(let shot): "shot \(shot) has another image now"
    case .draft: "another draft was picked"
    case .text: "the file says something else of it now"
    }
  }
}
