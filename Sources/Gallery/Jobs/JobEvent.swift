import Foundation
import Troupe

/// How far a job has come, as pages are told while it runs.
struct JobEvent: Encodable {
  struct Image: Encodable {
    let href: String
    let preview: String
  }

  let id: Int
  let state: String
  /// In English; pages that speak another language fetch their part again.
  let sentence: String
  let done: Int
  let total: Int
  let images: [Image]

  init(_ job: Job, sentence: String) {
    id = job.id
    state = job.state.rawValue
    self.sentence = sentence
    done = job.done
    total = job.total
    images = job.outputs.map {
      Image(href: Room.href($0.id), preview: Room.preview($0.digest, .wall))
    }
  }
}
