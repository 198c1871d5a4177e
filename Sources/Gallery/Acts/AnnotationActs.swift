import Foundation
import Troupe

/// What users say of images from pages.
struct AnnotationActs: Sendable {
  let library: Library
  let words: Words

  /// Does what the form at `/act/NAME` says.
  func act(_ name: String, _ visit: Visit) async throws -> Report {
    if name == "undo" {
      return Report(words["undoneAct"], try await library.undo().annotations)
    }
    if name == "board" {
      let board = try await library.saveBoard(
        visit.first("board") ?? "", query: visit.first("query") ?? "")
      return Report(words("boardKept", board.name), [])
    }
    let image = try Self.image(visit)
    switch name {
    case "rate":
      let text = visit.first("rating") ?? ""
      guard let rating = Int(text) else {
        throw TroupeError.invalidValue(name: "rating", value: text, expected: "0 to 5")
      }
      return Report(words["saved"], try await library.rate([image], rating))
    case "pick":
      let picks: [String: Annotation.Pick?] = ["yes": .picked, "no": .rejected, "none": nil]
      guard let pick = picks[visit.first("pick") ?? ""] else {
        throw TroupeError.invalidValue(
          name: "pick", value: visit.first("pick") ?? "", expected: "yes, no or none")
      }
      return Report(words["saved"], try await library.pick([image], pick))
    case "primary": return Report(words["saved"], try await library.setPrimary(image))
    case "tag":
      let tag = visit.first("tag") ?? ""
      return Report(words("tagged", tag), try await library.tag([image], tag))
    case "untag":
      return Report(words["saved"], try await library.untag([image], visit.first("tag") ?? ""))
    case "note":
      return Report(words["saved"], try await library.note(image, visit.first("text") ?? ""))
    case "anchor":
      let handle = try Handle(String((visit.first("asset") ?? "").trimmingPrefix("@")))
      let added = try await library.addReferences(to: handle, images: [image])
      if let refused = added.refused.first { throw refused.error }
      return Report(words("isAnchor", "\(image)", "\(handle)"), [])
    default: throw PageMissing()
    }
  }

  /// The image that a form names: only one of the record, never a file of this machine.
  static func image(_ visit: Visit) throws -> ImageName {
    let text = visit.first("image") ?? ""
    let name = ImageName(text)
    guard case .output = name else {
      throw TroupeError.invalidValue(
        name: "image", value: text, expected: "an image as GENERATION/N")
    }
    return name
  }

  /// What was said, and of which images.
  struct Report: Encodable {
    struct Image: Encodable {
      let image: String
      let rating: Int
      let pick: String
    }

    let sentence: String
    let images: [Image]

    init(_ sentence: String, _ annotations: [Annotation]) {
      self.sentence = sentence
      images = annotations.map {
        Image(
          image: "\($0.target)", rating: $0.rating ?? 0,
          pick: $0.pick.map { $0 == .picked ? "yes" : "no" } ?? "none")
      }
    }
  }
}

/// There is no such page.
struct PageMissing: Error {}
