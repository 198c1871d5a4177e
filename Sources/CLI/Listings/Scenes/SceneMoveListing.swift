import Troupe

/// What showing assets of a scene in other versions changes, and costs.
struct SceneMoveListing {
  let move: SceneMove
  let isWritten: Bool

  var text: SafeText {
    if move.versions.isEmpty { return "The scene shows these versions already." }
    let changes = move.versions.reduce(SafeText("")) { text, one in
      let (from, to) = (one.from.name.description, one.to.name.description)
      return one.changes.reduce(text + "\(from, .strong) → \(to, .strong)\n") {
        $0 + "  \($1.words)\n"
      }
    }
    let price: SafeText =
      move.plan.scheduled.isEmpty
      ? "No shot that is made shows any of it otherwise."
      : "\n" + ScenePlanListing(plan: move.plan).text
    let ending = isWritten ? "says so now" : "stays as it is"
    return changes + price + "\n\(move.scene.name) \(ending)."
  }

  var document: SceneMoveDocument {
    SceneMoveDocument(
      versions: move.versions.map(VersionChangeDocument.init), plan: ScenePlanDocument(move.plan),
      isWritten: isWritten)
  }
}

/// A scene that shows other versions, in `--json`.
struct SceneMoveDocument: Encodable {
  let versions: [VersionChangeDocument]
  let plan: ScenePlanDocument
  let isWritten: Bool
}

/// A version of an asset compared with another one, in `--json`.
struct VersionChangeDocument: Encodable {
  let from: NamedVersion
  let to: NamedVersion
  let changes: [AssetChange]

  init(_ one: VersionChange) {
    from = one.from.name
    to = one.to.name
    changes = one.changes
  }
}
