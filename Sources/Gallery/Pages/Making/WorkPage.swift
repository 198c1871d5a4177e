import Foundation
import Troupe

/// What runs, and what ran within a day.
struct WorkPage {
  let room: Room
  let jobs: [Job]

  func page() -> Page {
    Page(template: "work", title: room.words["work"], command: nil, values: .fields(values))
  }

  /// What the part of the page prints that is fetched again.
  var values: [String: PageValue] {
    ["hasJobs": .flag(!jobs.isEmpty), "jobs": .list(jobs.map(card))]
  }

  private func card(_ job: Job) -> PageValue {
    [
      "id": .number(job.id), "state": .text(job.state.name),
      "href": .text(job.href ?? "/jobs/\(job.id)"), "title": .text(job.title),
      "promptText": .text(job.prompt.shortened(to: 400)),
      "stateText": .text(room.words.word("job", job.state.rawValue)),
      "factsText": .text("\(job.facts) · \(room.words.time(job.begunAt))"),
      "sentence": .text(room.words.sentence(of: job)), "isRunning": .flag(job.state == .running),
      "done": .number(job.done), "total": .number(job.total),
      "cancelHref": .text("/jobs/\(job.id)/cancel"), "problem": .text(problem(job)),
      "problemKind": .text(job.state == .failed ? "bad" : "warn"),
      "images": .list(
        job.outputs.map { output in
          room.picture(
            output, alt: (job.prompt.isEmpty ? job.title : job.prompt).shortened(to: 120)
          ).adding([
            "aspect": .text(WallCells.aspect(output))
          ])
        }),
    ]
  }

  private func problem(_ job: Job) -> String? {
    let all = job.problems + job.warnings
    return all.isEmpty ? nil : all.joined(separator: " ")
  }
}

extension Words {
  /// How far a job has come.
  func sentence(of job: Job) -> String {
    self(
      "jobSentence.\(job.state.rawValue)", count: job.outputs.count, "\(job.done)", "\(job.total)")
  }
}
