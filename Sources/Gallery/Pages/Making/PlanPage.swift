import Foundation
import Troupe

/// What a request would send to up to four models, before anything is sent.
struct PlanPage {
  let room: Room
  let draft: PlanDraft

  /// The most models side by side.
  static let most = 4

  func page() async throws -> Page {
    let words = room.words
    let parent = try await parent()
    let columns = try await PlanColumns(room: room, draft: draft).values()
    return Page(
      template: "plan", title: words[draft.edit == nil ? "plan" : "planEdit"],
      command: draft.command,
      values: PageValue.fields(columns).adding([
        "heading": .text(words[draft.edit == nil ? "plan" : "planEdit"]), "parent": parent ?? "",
        "prompt": .text(draft.prompt), "promptExample": .text(words["promptExample"]),
        "focusPrompt": .flag(draft.prompt.isEmpty), "mostRefs": "14",
        "refs": .list(draft.references.map(reference)),
        "pictureUses": .list(uses(chosen: "")), "modelChoices": .list(choices(chosen: true)),
        "hasMoreModels": .flag(!choices(chosen: false).isEmpty),
        "moreModels": .list(choices(chosen: false)), "count": .number(draft.count),
        "aspects": .list(settings(\.aspects.value, draft.aspect)),
        "sizes": .list(settings({ $0.sizes.value.map(ModelProfile.smallestFirst) }, draft.size)),
      ]))
  }

  private func parent() async throws -> PageValue? {
    guard let edit = draft.edit, case .output(let id) = ImageName(edit) else { return nil }
    let generation = try await room.library.generation(.id(id.generation))
    guard let output = generation.outputs.first(where: { $0.id == id }) else {
      throw TroupeError.request(.noOutput("\(id)", state: generation.state))
    }
    return room.picture(output, alt: generation.prompt.shortened(to: 120)).adding([
      "name": .text("\(id)"), "promptText": .text(generation.prompt.shortened(to: 300)),
    ])
  }

  private func reference(_ one: PlanDraft.Reference) -> PageValue {
    let digest = Digest(one.name)
    return [
      "src": .text(digest.map { Room.preview($0, .wall) } ?? "/preview-of/\(one.name)"),
      "width": "72", "height": "72", "alt": .text(one.name), "value": .text(one.name),
      "useText": .text(room.words["pictureUse"]), "uses": .list(uses(chosen: one.use)),
      "removeText": .text(room.words["remove"]),
    ]
  }

  private func uses(chosen: String) -> [PageValue] {
    ["identity", "style", "pose", "composition", "background", "object"].map { use in
      [
        "value": .text(use), "text": .text(room.words.word("role", use)),
        "chosen": .flag(use == chosen),
      ]
    }
  }

  /// Models that are chosen or can be used; the others stand behind.
  private func choices(chosen: Bool) -> [PageValue] {
    let usable = room.models.usable
    let others = room.models.profiles.filter {
      $0.status.stage != .retired && $0.capabilities.judge != true && !room.models.isUsable($0)
    }
    let shown = (usable + others).filter { model in
      (draft.models.contains(model.id) || room.models.isUsable(model)) == chosen
    }
    return shown.map { model in
      [
        "value": .text(model.id), "text": .text(model.id),
        "chosen": .flag(draft.models.contains(model.id)),
        "priceText": .text(room.words.range(model)),
        "noteText": .text(room.models.isUsable(model) ? nil : room.words["keyMissing"]),
        "noteKind": "warn",
      ]
    }
  }

  /// The values that any of the chosen models takes.
  private func settings(
    _ values: (ModelProfile) -> [String]?, _ chosen: String?
  ) -> [PageValue] {
    let models = room.models.profiles.filter { draft.models.contains($0.id) }
    var all: [String] = []
    for value in models.flatMap({ values($0) ?? [] }) where !all.contains(value) {
      all.append(value)
    }
    if let chosen, !chosen.isEmpty, !all.contains(chosen) { all.append(chosen) }
    let usual: PageValue = [
      "value": "", "text": .text(room.words["modelsOwn"]), "chosen": .flag(chosen == nil),
    ]
    return [usual]
      + all.map { ["value": .text($0), "text": .text($0), "chosen": .flag($0 == chosen)] }
  }
}
