import Troupe
import TroupeMCP

/// What went wrong with a visit, and where to go on.
struct ProblemPage {
  let room: Room
  let told: ErrorWording.Told
  let status: Int

  func page() -> Page {
    let words = room.words
    return Page(
      template: "problem", title: words[status == 404 ? "problemMissing" : "problem"],
      command: nil,
      values: [
        "sentence": .text(told.sentence), "code": .text(told.code), "status": .number(status),
        "ways": [["first": true, "wayHref": "/", "wayText": .text(words["toPictures"])]],
      ])
  }
}
