import Foundation
import Troupe

/// What is said of images, and copies of them; both cost nothing.
enum VerdictTools {
  static let all: [Tool] = [rate, tag, export]

  private static let image = Parameter("image", required: true, "GENERATION/N or @last.")

  private static let rate = Tool(
    "rate", "Rate or pick an image", .writes, "Says how good an image is.",
    [
      image, Parameter("rating", .integer, "1 to 5; 0 takes it away."),
      Parameter("pick", .word(["yes", "no", "none"]), "Whether it is the one, or rejected."),
    ],
    gives: ["annotations": .list(.annotation)]
  ) { call in
    let name = ImageName(call.needed("image"))
    var said: [Annotation] = []
    if let rating = try call.integer("rating", 0...5) {
      said = try await call.library.rate([name], rating)
    }
    if let pick = call.text("pick") {
      said = try await call.library.pick(
        [name], pick == "yes" ? .picked : pick == "no" ? .rejected : nil)
    }
    if said.isEmpty {
      throw TroupeError.invalidValue(
        name: "rating", value: "", expected: "rating or pick, or both")
    }
    return Outcome(["annotations": try JSON(encoding: said)])
  }

  private static let tag = Tool(
    "tag", "Tag or note an image", .writes, "Adds a tag, or writes a note in place of the old one.",
    [image, Parameter("tag", "A word to find it by."), Parameter("note", "A sentence about it.")],
    gives: ["annotations": .list(.annotation)]
  ) { call in
    let name = ImageName(call.needed("image"))
    var said: [Annotation] = []
    if let tag = call.text("tag") { said = try await call.library.tag([name], tag) }
    if let note = call.text("note") { said = try await call.library.note(name, note) }
    if said.isEmpty {
      throw TroupeError.invalidValue(name: "tag", value: "", expected: "tag or note, or both")
    }
    return Outcome(["annotations": try JSON(encoding: said)])
  }

  private static let export = Tool(
    "export_image", "Write copies of images", .writes,
    "Writes copies into a folder of this machine; nothing is overwritten.",
    [
      Parameter("images", .texts, required: true, "GENERATION/N, a generation, or @last."),
      Parameter("folder", required: true, "Its path; it is made where it is missing."),
    ],
    gives: ["images": .list(["image": .text, "file": .text])]
  ) { call in
    let images = try await call.library.images(
      called: (call.texts("images") ?? []).map { ImageName($0) })
    return try Outcome(
      encoding: await call.library.exportImages(
        images, to: URL(filePath: call.needed("folder"))))
  }
}
