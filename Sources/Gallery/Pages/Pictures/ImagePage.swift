import Foundation
import Troupe

/// One image, large, with all that the record knows of its generation.
struct ImagePage {
  let room: Room
  let name: GenerationName
  /// Which of its images, from 1.
  let position: Int
  /// In what order one goes on from it: that of what answers to this.
  let query: String

  func page() async throws -> Page {
    let library = room.library
    let generation = try await library.generation(name)
    let output = generation.outputs.first { $0.id.position == position }
    guard output != nil || (generation.outputs.isEmpty && position == 1) else {
      throw TroupeError.request(
        .noOutput("\(generation.id)/\(position)", state: generation.state))
    }
    let said = try await library.annotations(of: [generation.id])
    let annotation = output.flatMap { output in said.first { $0.target == .init(output.id) } }
    let id = OutputID(generation: generation.id, position: position)
    let facts = GenerationFacts(room: room, generation: generation)
    let values = try await picture(generation, output, id)
      .merging(verdict(annotation, of: generation)) { $1 }
      .merging(strip(generation, output)) { $1 }
      .merging(deeds(generation, output)) { $1 }
      .merging(facts.values) { $1 }
    return Page(
      template: "image", title: title(of: generation), command: "troupe show \(id)",
      values: .fields(values).adding(["page": "image"]))
  }

  private func title(of generation: Generation) -> String {
    generation.prompt.isEmpty ? "\(generation.id)" : generation.prompt.shortened(to: 60)
  }

  private func picture(
    _ generation: Generation, _ output: Output?, _ id: OutputID
  ) async throws -> [String: PageValue] {
    let words = room.words
    let state = words.word("state", generation.state.rawValue)
    let near = try await room.library.neighbors(of: generation.id, in: query)
    let siblings = generation.outputs.map(\.id)
    let place = siblings.firstIndex(of: id) ?? 0
    let previous = place > 0 ? siblings[place - 1] : near.previous
    let next = place + 1 < siblings.count ? siblings[place + 1] : near.next
    return [
      "image": .text("\(id)"), "generation": .text("\(generation.id)"),
      "digest": .text(output?.digest.hex), "w0": .number(output?.width ?? 1600),
      "h0": .number(output?.height ?? 1600), "alt": .text(generation.prompt.shortened(to: 400)),
      "goneText": .text(generation.message ?? state),
      "prevHref": .text(previous.map { Room.href($0, in: query) }),
      "nextHref": .text(next.map { Room.href($0, in: query) }),
      "placeText": .text(
        siblings.count > 1 ? words("imageOf", "\(place + 1)", "\(siblings.count)") : nil),
      "madeText": .text(
        [words.minute(generation.createdAt), generation.model, price(of: generation)].joined(
          separator: " · ")),
    ]
  }

  private func price(of generation: Generation) -> String {
    generation.imported == nil
      ? room.words.price(generation.costUSD) : room.words["madeElsewhere"]
  }

  private func verdict(
    _ annotation: Annotation?, of generation: Generation
  ) -> [String: PageValue] {
    let words = room.words
    let rating = annotation?.rating ?? 0
    let pick = annotation?.pick
    var values: [String: PageValue] = [
      "rating": .number(rating), "pick": .text(pick.map { $0 == .picked ? "yes" : "no" } ?? "none"),
      "stars": .text(String(repeating: "★", count: rating)),
      "ratingText": .text(rating == 0 ? nil : words("rated", "\(rating)")),
      "isPicked": .flag(pick == .picked), "isRejected": .flag(pick == .rejected),
      "pressedPick": .text("\(pick == .picked)"), "pressedReject": .text("\(pick == .rejected)"),
      "canBePrimary": .flag(generation.batch != nil || generation.outputs.count > 1),
      "pressedPrimary": .text("\(annotation?.isPrimary == true)"),
      "note": .text(annotation?.note), "hasTags": .flag(annotation?.tags.isEmpty == false),
      "tags": .list(
        (annotation?.tags ?? []).map { tag in
          [
            "tag": .text(tag), "tagHref": .text(Room.wall("tag:\(tag)")),
            "untagText": .text(words("untag", tag)),
          ]
        }),
    ]
    for star in 1...5 { values["star\(star)"] = .flag(star <= rating) }
    return values
  }

  /// Its parents, the images of its answer, and what was made of it.
  private func strip(
    _ generation: Generation, _ output: Output?
  ) async throws -> [String: PageValue] {
    let words = room.words
    let page = try await room.library.lineage(.id(generation.id), limit: 40)
    guard let own = page.generations.first(where: { $0.id == generation.id }) else { return [:] }
    let parents = page.generations.filter { own.parents.contains($0.id) }
    let children = page.generations.filter { $0.parents.contains(generation.id) }
    let siblings = generation.outputs.map { one in
      frame(own, one, isCurrent: one.id == output?.id)
    }
    let groups = [
      ("stripParents", parents.map { frame($0, $0.outputs.first) }), ("stripSame", siblings),
      ("stripChildren", children.map { frame($0, $0.outputs.first) }),
    ].filter { !$0.1.isEmpty }
    return [
      "hasStrip": .flag(parents.count + children.count > 0 || siblings.count > 1),
      "strip": .list(groups.map { ["stripText": .text(words[$0.0]), "frames": .list($0.1)] }),
    ]
  }

  private func frame(
    _ generation: GenerationSummary, _ output: Output?, isCurrent: Bool = false
  ) -> PageValue {
    let title =
      generation.prompt.isEmpty ? "\(generation.id)" : generation.prompt.shortened(to: 80)
    return [
      "frameHref": .text(output.map { Room.href($0.id) } ?? Room.href(generation.id)),
      "frameTitle": .text(title), "frameDigest": .text(output?.digest.hex),
      "fw": .number(output?.width ?? 1), "fh": .number(output?.height ?? 1),
      "current": .flag(isCurrent),
    ]
  }

  /// What can be done with it; what cannot is told with its reason.
  private func deeds(
    _ generation: Generation, _ output: Output?
  ) async throws -> [String: PageValue] {
    let words = room.words
    var forbidden: [(deed: String, because: String)] = []
    var values: [String: PageValue] = [
      "lineageHref": .text("/lineage/\(generation.id)"),
      "compareHref": .text(
        output.flatMap { output in
          generation.parent?.origin.map { "/compare?ids=\($0),\(output.id)" }
        }),
    ]
    guard !room.isReadOnly else { return values }
    if let output { values["editHref"] = .text("/plan?edit=\("\(output.id)".inQuery)") }
    if generation.imported != nil {
      forbidden.append((words["again"], words["againImported"]))
    } else {
      values["again"] = [
        "againAction": .text("/again/\(generation.id)"),
        "againPrice": .text(words.bound(generation.costUSD)),
        "maxCost": .text(generation.costUSD.map { String(format: "%.4f", $0 + 0.0001) }),
      ]
      values["rebuild"] = ["rebuildModels": .list(models(besides: generation))]
    }
    if let output { values.merge(try await anchors(generation, output)) { $1 } }
    values["hasForbidden"] = .flag(!forbidden.isEmpty)
    values["forbidden"] = .list(
      forbidden.map { ["deedText": .text($0.deed), "becauseText": .text($0.because)] })
    return values
  }

  /// Models on which its lineage may be rebuilt: those for which there is a key.
  private func models(besides generation: Generation) -> [PageValue] {
    room.models.usable.filter { $0.id != generation.model }.prefix(20).map { model in
      [
        "rebuildHref": .text(
          "/rebuild/\(generation.id)?model=\(model.id.inQuery)"),
        "rebuildModel": .text(model.id), "rebuildPrice": .text(room.words.range(model)),
      ]
    }
  }

  /// The assets in it of which the image may become a reference.
  private func anchors(
    _ generation: Generation, _ output: Output
  ) async throws -> [String: PageValue] {
    let shown = Set(generation.inputs.compactMap(\.chosen.asset))
    let assets = try await room.library.assets().filter { shown.contains($0.handle) }
    let choices = assets.map { asset -> PageValue in
      [
        "asset": .text("\(asset.handle)"),
        "anchorText": .text(
          assets.count == 1 ? room.words("makeAnchorOf", "\(asset.handle)") : "\(asset.handle)"),
      ]
    }
    guard choices.count > 1 else { return choices.first.map { ["anchorOne": $0] } ?? [:] }
    return ["anchorMany": ["anchorOf": .list(choices)]]
  }
}
