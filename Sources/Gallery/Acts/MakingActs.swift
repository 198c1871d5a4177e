import Foundation
import Troupe

/// What is sent from pages: within the bound that stood on the button, and exactly what was planned where a plan was shown.
struct MakingActs: Sendable {
  let library: Library
  let jobs: JobBoard
  let words: Words
  let now: Date

  /// The bound that a form carries, US dollars.
  /// - Throws: `TroupeError.invalidValue` where it carries none: without one nothing is sent that may be billed.
  static func bound(_ visit: Visit) throws -> Double {
    let text = visit.first("max_cost") ?? ""
    guard let bound = Double(text), bound >= 0, bound.isFinite else {
      throw TroupeError.invalidValue(
        name: "maximum cost", value: text, expected: "US dollars, 0 or more")
    }
    return bound
  }

  /// The bound that a form carries; `nil` where the form says that the price is not known, as its button did: then the bounds
  /// of the settings hold.
  static func boundIfKnown(_ visit: Visit) throws -> Double? {
    visit.first("max_cost") == "" ? nil : try bound(visit)
  }

  /// Makes or edits what a plan said.
  func make(_ visit: Visit) async throws -> Int {
    let draft = PlanDraft(visit, usual: nil)
    guard let model = draft.models.first else { throw TroupeError.request(.noModel) }
    guard let digest = visit.first("digest"), !digest.isEmpty else {
      throw TroupeError.invalidValue(
        name: "digest", value: "", expected: "the digest of the plan that was shown")
    }
    var options = try await draft.options(model, in: library)
    options.expected = digest
    // A price that is not known was shown as such; the bounds of the settings hold all the same.
    options.maxCost = visit.first("max_cost") == nil ? nil : try Self.bound(visit)
    let parent = try draft.parent()
    let (library, finished) = (library, options)
    return jobs.begin(
      title: words(parent == nil ? "jobMake" : "jobEdit"), prompt: draft.prompt,
      facts: "\(model) · \(words.bound(options.maxCost))", total: draft.count, at: now
    ) { onEvent in
      if let parent {
        _ = try await library.edit(parent, draft.prompt, finished, onEvent: onEvent)
      } else {
        _ = try await library.generate(draft.prompt, finished, onEvent: onEvent)
      }
    }
  }

  /// Sends a recorded request again.
  func again(_ name: GenerationName, _ visit: Visit) async throws -> Int {
    let bound = try Self.bound(visit)
    let generation = try await library.generation(name)
    let library = library
    return jobs.begin(
      title: words("jobAgain"), prompt: generation.prompt,
      facts: "\(generation.model) · \(words.bound(bound))", total: 1, at: now
    ) { onEvent in
      onEvent(.result(try await library.replay(.id(generation.id), maxCost: bound)))
    }
  }

  /// Rebuilds a lineage on another model as it was planned.
  func rebuild(_ visit: Visit) throws -> Int {
    let bound = try Self.bound(visit)
    let name = GenerationName(visit.first("generation") ?? "")
    let model = visit.first("model") ?? ""
    let digest = visit.first("digest")
    let library = library
    return jobs.begin(
      title: words("jobRebuild", model), prompt: "", facts: words.bound(bound), total: 1, at: now
    ) { onEvent in
      let options = ReworkOptions(
        maxCost: bound, expected: digest, onEvent: onEvent, approve: nil)
      _ = try await library.rebuild(name, model: model, options: options)
    }
  }

  /// Goes on with a rework, or with one step of it.
  func rework(_ name: String, _ act: String, _ visit: Visit) async throws -> Int? {
    let step = visit.first("step") ?? ""
    let library = library
    let prompt = visit.first("prompt").flatMap { $0.isEmpty ? nil : $0 }
    switch act {
    case "end": _ = try await library.endRework(name)
    case "keep": _ = try await library.decideStep(step, of: name, .keep)
    case "skip": _ = try await library.decideStep(step, of: name, .skip)
    case "accept":
      _ = try await library.decideStep(step, of: name, .accept(try AnnotationActs.image(visit)))
    case "resume", "retry", "resend":
      let bound = try Self.boundIfKnown(visit)
      return jobs.begin(
        title: words("jobRework"), prompt: prompt ?? "", facts: words.bound(bound), total: 1,
        href: "/rework/\(name)", at: now
      ) { onEvent in
        let options = ReworkOptions(maxCost: bound, onEvent: onEvent, approve: nil)
        switch act {
        case "retry":
          _ = try await library.retryStep(step, of: name, prompt: prompt, options: options)
        case "resend": _ = try await library.resendStep(step, of: name, options: options)
        default: _ = try await library.resumeRework(name, options: options)
        }
      }
    default: throw PageMissing()
    }
    return nil
  }

  /// Makes what is missing of a scene.
  func run(_ scene: Scene, at file: URL, stage: ShotStage, _ visit: Visit) throws -> Int {
    var options = SceneOptions()
    options.stage = stage
    options.maxCost = try Self.bound(visit)
    options.includesStale = visit.first("stale") == "yes"
    let (library, finished) = (library, options)
    return jobs.begin(
      title: words("jobScene", scene.title ?? file.lastPathComponent), prompt: "",
      facts: words.bound(options.maxCost), total: scene.shots.count,
      href: ScenesPage.href(file), at: now
    ) { onEvent in
      _ = try await library.run(scene, at: file, finished, onEvent: onEvent)
    }
  }
}
