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
  /// How far it has come, by language.
  let sentences: [String: String]
  let done: Int
  let total: Int
  let images: [Image]

  init(_ job: Job, _ words: [Language: Words]) {
    id = job.id
    state = job.state.name
    sentences = Dictionary(
      uniqueKeysWithValues: words.map { ($0.key.rawValue, $0.value.sentence(of: job)) })
    done = job.done
    total = job.total
    images = job.outputs.map {
      Image(href: Room.href($0.id), preview: Room.preview($0.digest, .wall))
    }
  }
}
