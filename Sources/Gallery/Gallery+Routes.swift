import Foundation
import Troupe

/// Which address is answered by what.
extension Gallery {
  var routes: [Route] { reading + writing + files }

  private func page(
    _ pattern: String,
    _ make: @escaping @Sendable (Room, Visit, [String: String]) async throws -> Page
  ) -> Route {
    Route(method: "GET", pattern: pattern) { visit, names in
      answer(try await make(room(visit), visit, names), visit)
    }
  }

  /// A page that programs get as JSON: what the command line says with `--json`.
  private func page(
    _ pattern: String, json: @escaping @Sendable (Visit, [String: String]) async throws -> Answer,
    _ make: @escaping @Sendable (Room, Visit, [String: String]) async throws -> Page
  ) -> Route {
    Route(method: "GET", pattern: pattern) { visit, names in
      visit.wantsJSON
        ? try await json(visit, names)
        : answer(try await make(room(visit), visit, names), visit)
    }
  }

  private var reading: [Route] {
    let library = library
    return [
      page(
        "/",
        json: { visit, _ in
          Self.json(
            try await library.search(
              visit.first("q") ?? "", limit: WallPage.pageSize, after: visit.first("after")))
        }
      ) { room, visit, _ in
        try await WallPage(
          room: room, query: visit.first("q") ?? "", cursor: visit.first("after")
        ).page()
      },
      page(
        "/i/:generation/:position",
        json: { _, names in
          Self.json(try await library.generation(GenerationName(names["generation"] ?? "")))
        }
      ) { room, visit, names in
        guard let position = Int(names["position"] ?? "") else { throw PageMissing() }
        return try await ImagePage(
          room: room, name: GenerationName(names["generation"] ?? ""), position: position,
          query: visit.first("q") ?? ""
        ).page()
      },
      page(
        "/lineage/:generation",
        json: { _, names in
          Self.json(
            try await library.lineage(
              GenerationName(names["generation"] ?? ""), limit: LineageTreePage.most))
        }
      ) { room, visit, names in
        try await LineageTreePage(
          room: room, name: GenerationName(names["generation"] ?? ""),
          collapsed: visit.all("collapsed")
        ).page()
      },
      page("/compare") { room, visit, _ in
        let names = visit.all("ids").flatMap { $0.split(separator: ",").map(String.init) }
        return try await ComparePage(room: room, names: names).page()
      },
      page("/cast", json: { _, _ in Self.json(["assets": try await library.assets()]) }) {
        room, visit, _ in
        try await CastPage(
          room: room, query: visit.first("q") ?? "",
          kind: visit.first("kind").flatMap(Kind.init)
        ).page()
      },
      page(
        "/@:handle",
        json: { _, names in Self.json(try await library.asset(try Self.handle(names))) }
      ) { room, visit, names in
        try await AssetPage(
          room: room, handle: try Self.handle(names), look: visit.first("look") ?? ""
        ).page()
      },
      page("/plan") { room, visit, _ in
        try await PlanPage(room: room, draft: try await draft(visit, room)).page()
      },
      Route(method: "GET", pattern: "/plan/names") { visit, _ in
        try await names(visit)
      },
      Route(method: "GET", pattern: "/complete") { visit, _ in
        Self.json([
          "words": try await library.searchCompletions(visit.first("q") ?? "", limit: 12)
        ])
      },
      Route(method: "GET", pattern: "/jobs") { visit, _ in
        work(visit, jobs.all)
      },
      Route(method: "GET", pattern: "/jobs/:id") { visit, names in
        guard let job = jobs.job(Int(names["id"] ?? "") ?? 0) else { throw PageMissing() }
        return work(visit, [job])
      },
      page("/scenes") { room, _, _ in try await ScenesPage(room: room).page() },
      page("/scene") { room, visit, _ in
        try await ScenePage(
          room: room, file: URL(filePath: visit.first("file") ?? ""),
          stage: visit.first("stage").flatMap(ShotStage.init) ?? .final
        ).page()
      },
      page(
        "/costs",
        json: { visit, _ in Self.json(try await library.costs(by: Self.grouping(visit))) }
      ) { room, visit, _ in
        try await CostsPage(room: room, grouping: Self.grouping(visit)).page()
      },
      page("/models", json: { _, _ in Self.json(["models": models.keys.profiles]) }) {
        room, visit, _ in
        try await ModelsPage(room: room, onlyUsable: visit.first("show") != "all").page()
      },
      page(
        "/rework/:name",
        json: { _, names in Self.json(try await library.rework(names["name"] ?? "")) }
      ) { room, _, names in
        try await ReworkPage(room: room, rework: try await library.rework(names["name"] ?? ""))
          .page()
      },
      page("/rebuild/:generation") { room, visit, names in
        let plan = try await library.planRebuild(
          GenerationName(names["generation"] ?? ""), model: visit.first("model") ?? "")
        return try await ReworkPage(room: room, rework: plan).page()
      },
    ]
  }

  static func handle(_ names: [String: String]) throws -> Handle {
    try Handle(names["handle"] ?? "")
  }

  private static func grouping(_ visit: Visit) -> Ledger.Grouping {
    visit.first("by").flatMap(Ledger.Grouping.init) ?? .month
  }

  /// The request that a form describes; without a model, the usual one, or for an edit the one that made the image.
  func draft(_ visit: Visit, _ room: Room) async throws -> PlanDraft {
    var usual = library.settings.model
    if let edit = visit.first("edit"), case .output(let id) = ImageName(edit) {
      usual = try await library.generation(.id(id.generation)).model
    }
    let known = usual.flatMap { name in
      room.models.profiles.first { $0.id == name || $0.aliases.contains { $0.id == name } }?.id
    }
    return PlanDraft(visit, usual: known ?? room.models.usable.first?.id)
  }

  private func work(_ visit: Visit, _ jobs: [Job]) -> Answer {
    let page = WorkPage(room: room(visit), jobs: jobs)
    return visit.first("part") == "jobs"
      ? part("workJobs", page.values, visit) : answer(page.page(), visit)
  }

  /// A part of a page that is fetched again.
  func part(_ template: String, _ values: [String: PageValue], _ visit: Visit) -> Answer {
    let frame: PageValue = ["readOnly": .flag(options.isReadOnly)]
    return .html(render(template, frame.adding(values), visit))
  }

  /// Names of the cast that begin as was typed behind an at sign.
  private func names(_ visit: Visit) async throws -> Answer {
    struct Name: Encodable {
      let text: String
      let name: String
      let detail: String
      let src: String?
    }
    let typed = (visit.first("q") ?? "").lowercased().trimmingPrefix("@")
    let assets = try await library.assets()
    let faces = try await library.faces(of: assets.map(\.id))
    let words = room(visit).words
    var names: [Name] = []
    for asset in assets {
      let face = faces[asset.id].map { Room.preview($0.digest, .wall) }
      let called = [asset.handle.text, asset.name] + asset.aliases
      let isCalled = called.contains { $0.lowercased().hasPrefix(typed) }
      if isCalled {
        names.append(
          Name(
            text: "\(asset.handle)", name: asset.name,
            detail: words.word("kind", asset.kind.rawValue), src: face))
      }
      for look in asset.looks
      where isCalled || "\(asset.handle.text)/\(look.name)".lowercased().hasPrefix(typed) {
        names.append(
          Name(
            text: "\(asset.handle)/\(look.name)", name: asset.name, detail: look.name, src: face))
      }
    }
    return Self.json(["names": Array(names.prefix(8))])
  }
}
