import Foundation
import Troupe

/// What is changed and sent from pages.
extension Gallery {
  var writing: [Route] {
    [
      Route(method: "POST", pattern: "/settings", handler: settings),
      Route(method: "POST", pattern: "/act/:name") { visit, names in
        let acts = AnnotationActs(library: library, words: room(visit).words)
        let report = try await acts.act(names["name"] ?? "", visit)
        return visit.wantsJSON ? Self.json(report) : .redirect(Self.back(visit) ?? "/")
      },
      Route(method: "POST", pattern: "/cast", handler: addAsset),
      Route(method: "POST", pattern: "/@:handle") { visit, names in
        let handle = try Self.handle(names)
        try await CastActs(library: library).set(handle, visit)
        return .redirect(Room.href(handle))
      },
      Route(method: "POST", pattern: "/@:handle/ref") { visit, names in
        let handle = try Self.handle(names)
        try await CastActs(library: library).setReference(of: handle, visit)
        return done(visit, otherwise: "\(Room.href(handle))#references")
      },
      Route(method: "POST", pattern: "/@:handle/references", handler: addReferences),
      Route(method: "PUT", pattern: "/@:handle/references", handler: addReferences),
      Route(method: "POST", pattern: "/plan") { visit, _ in
        let room = room(visit)
        let draft = try await draft(visit, room)
        if visit.first("part") == "columns" {
          return part(
            "planColumns", try await PlanColumns(room: room, draft: draft).values(), visit)
        }
        return answer(try await PlanPage(room: room, draft: draft).page(), visit)
      },
      Route(method: "PUT", pattern: "/plan/pictures", handler: addPicture),
      Route(method: "POST", pattern: "/make") { visit, _ in
        started(try await making(visit).make(visit), visit)
      },
      Route(method: "POST", pattern: "/again/:generation") { visit, names in
        let name = GenerationName(names["generation"] ?? "")
        return started(try await making(visit).again(name, visit), visit)
      },
      Route(method: "POST", pattern: "/rebuild") { visit, _ in
        started(try making(visit).rebuild(visit), visit)
      },
      Route(method: "POST", pattern: "/rework/:name/:act") { visit, names in
        let name = names["name"] ?? ""
        let act = names["act"] == "step" ? visit.first("act") ?? "" : names["act"] ?? ""
        guard let job = try await making(visit).rework(name, act, visit) else {
          return done(visit, otherwise: "/rework/\(name)")
        }
        return started(job, visit)
      },
      Route(method: "POST", pattern: "/jobs/:id/cancel") { visit, names in
        let id = Int(names["id"] ?? "") ?? 0
        guard jobs.job(id) != nil else { throw PageMissing() }
        jobs.cancel(id)
        return done(visit, otherwise: "/jobs/\(id)")
      },
      Route(method: "POST", pattern: "/scene/run") { visit, _ in
        let (scene, file, stage) = try await scene(visit)
        return started(
          try making(visit).run(scene, at: file, stage: stage, visit), visit)
      },
      Route(method: "POST", pattern: "/scene/pick") { visit, _ in
        let (scene, file, stage) = try await scene(visit)
        try await library.pick(
          .image(try AnnotationActs.image(visit)), ofShot: visit.first("shot") ?? "", in: scene,
          at: file, stage: stage)
        return .redirect("\(ScenesPage.href(file))&stage=\(stage.rawValue)")
      },
    ]
  }

  private func making(_ visit: Visit) -> MakingActs {
    let room = room(visit)
    return MakingActs(library: library, jobs: jobs, words: room.words, now: room.now)
  }

  /// Only the files of scenes that were run here: a page must not make this machine read others.
  private func scene(_ visit: Visit) async throws -> (Scene, URL, ShotStage) {
    let file = URL(filePath: visit.first("file") ?? "")
    let known = try await library.sceneFiles().map(\.standardizedFileURL.path)
    guard known.contains(file.standardizedFileURL.path) else { throw PageMissing() }
    let scene = try Scene(contentsOf: file, snippets: try await library.snippets())
    return (scene, file, visit.first("stage").flatMap(ShotStage.init) ?? .final)
  }

  /// The page to which a form goes back, or for programs that it was done.
  private func done(_ visit: Visit, otherwise: String) -> Answer {
    if visit.wantsJSON { return Self.json(["done": true]) }
    return .redirect(Self.back(visit) ?? otherwise)
  }

  private func started(_ job: Int, _ visit: Visit) -> Answer {
    visit.wantsJSON ? Self.json(["work": job]) : .redirect("/jobs/\(job)")
  }

  /// Where a form wants to go back; only to pages of this server.
  private static func back(_ visit: Visit) -> String? {
    visit.first("back").flatMap { place in
      place.hasPrefix("/") && !place.hasPrefix("//") && !place.contains("\\")
        && place.unicodeScalars.allSatisfy { $0.value > 32 && $0.value < 127 } ? place : nil
    }
  }

  @Sendable private func settings(_ visit: Visit, _ names: [String: String]) -> Answer {
    var answer = Answer.redirect(Self.back(visit) ?? "/")
    if let language = visit.first("lang").flatMap(Language.init) {
      answer.cookies.append((name: "lang", value: language.rawValue))
    }
    if let theme = visit.first("theme"), ["auto", "dark", "light"].contains(theme) {
      answer.cookies.append((name: "theme", value: theme))
    }
    return answer
  }
}
