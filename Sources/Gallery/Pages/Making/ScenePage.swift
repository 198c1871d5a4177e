import Foundation
import Troupe

/// One scene: its shots in order, with their takes.
struct ScenePage {
  let room: Room
  let file: URL
  let stage: ShotStage

  func page() async throws -> Page {
    let words = room.words
    let known = try await room.library.sceneFiles().map(\.standardizedFileURL.path)
    guard known.contains(file.standardizedFileURL.path) else {
      throw TroupeError.library(.noFile(path: file.path))
    }
    let scene = try Scene(contentsOf: file, snippets: try await room.library.snippets())
    let status = try await room.library.status(of: scene, at: file, stage: stage)
    let takes = status.shots.flatMap(\.takes).map(\.generation)
    let outputs = Dictionary(
      try await room.library.generations(Array(Set(takes))).flatMap(\.outputs).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let missing = status.shots.filter { $0.state != .made && $0.state != .stale && !$0.isPicked }
    return Page(
      template: "scene", title: scene.title ?? file.lastPathComponent,
      command: "troupe shots status \(file.lastPathComponent.inShell)",
      values: PageValue.fields(try await running(scene, missing: missing.count)).adding([
        "file": .text(ScenesPage.name(file)),
        "sceneTitle": .text(scene.title ?? file.lastPathComponent),
        "shotsText": .text(
          words(
            "shotsMade", count: status.shots.count { $0.primary != nil }, "\(status.shots.count)")),
        "stages": .list(
          [ShotStage.draft, .final].map { one in
            [
              "href": .text("\(ScenesPage.href(file))&stage=\(one.rawValue)"),
              "text": .text(words.word("stage", one.rawValue)), "current": .flag(one == stage),
            ]
          }),
        "shots": .list(status.shots.map { shot($0, outputs) }),
      ]))
  }

  /// What making the rest would cost, and the button for it.
  private func running(_ scene: Scene, missing: Int) async throws -> [String: PageValue] {
    let words = room.words
    var options = SceneOptions()
    options.stage = stage
    do {
      let plan = try await room.library.plan(scene, at: file, options)
      let bound = plan.costUSD
      return [
        "runHref": "/scene/run",
        "fields": .list(
          [
            ("file", file.path), ("stage", stage.rawValue),
            ("max_cost", bound.map { String(format: "%.6f", $0 + 0.000_000_5) } ?? ""),
          ].map { ["name": .text($0.0), "value": .text($0.1)] }),
        "runText": .text(words("runShots", count: plan.scheduled.count)),
        "runPriceText": .text(words.bound(bound)),
        "runReason": .text(plan.scheduled.isEmpty ? words["nothingMissing"] : nil),
      ]
    } catch {
      return [
        "fault": .text(room.wording(error).sentence), "runHref": "/scene/run", "fields": [],
        "runText": .text(words("runShots", count: missing)),
        "runReason": .text(words["planNothing"]),
      ]
    }
  }

  private func shot(_ one: ShotStatus, _ outputs: [OutputID: Output]) -> PageValue {
    let words = room.words
    return [
      "id": .text(one.shot.id), "state": .text(one.state.rawValue),
      "stateText": .text(words.word("shot", one.state.rawValue)),
      "promptText": .text(one.shot.prompt.shortened(to: 600)),
      "takesText": .text(one.takes.isEmpty ? nil : words("takesCount", count: one.takes.count)),
      "causes": .texts(one.causes.map(words.cause)), "message": .text(one.message),
      "hasTakes": .flag(!one.takes.isEmpty),
      "takes": .list(
        one.takes.map { take in
          let output = take.output.flatMap { outputs[$0] }
          return [
            "isPrimary": .flag(take.output != nil && take.output == one.primary),
            "isOld": .flag(!take.isCurrent), "isRejected": .flag(take.pick == .rejected),
            "picture": output.map { room.picture($0, alt: one.shot.prompt.shortened(to: 80)) }
              ?? "",
            "takeStateText": .text(words.word("state", take.state.rawValue)),
            "takeText": .text(words("take", "\(take.number)")),
            "markText": .text(
              take.pick == .picked
                ? words["picked"] : take.output == one.primary ? words["primaryTake"] : nil),
            "pickHref": "/scene/pick",
            "pickImage": .text(
              take.pick == .picked ? nil : take.output.map { "\($0)" }),
            "pickLabel": .text(words("pickTakeOf", "\(take.number)", one.shot.id)),
          ]
        }),
    ]
  }
}

extension Words {
  /// Why a shot would be made otherwise today.
  func cause(_ cause: ShotStaleness) -> String {
    switch cause {
    case .text: self["cause.text"]
    case .cast: self["cause.cast"]
    case .source(let shot): self("cause.source", shot)
    case .draft: self["cause.draft"]
    }
  }
}
