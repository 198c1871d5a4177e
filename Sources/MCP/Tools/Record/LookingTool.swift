import Foundation
import Troupe

/// The only tool that returns pixels.
enum LookingTool {
  /// The most bytes of a picture that is not asked to be larger.
  static let usualBytes = 60_000

  static let view = Tool(
    "view_image", "Look at images", .reads,
    "Returns each as a JPEG, in order: images that were made, and references of the cast.",
    [
      Parameter(
        "images", .texts, required: true, "1 to 4: GENERATION/N, @last, or a reference's digest."),
      Parameter(
        "edge", .integer, "The longer side, 64 to 1568 pixels. Default: 512, and 60 kB at most."),
    ],
    gives: [
      "images": .list([
        "image": .text, "width": .integer, "height": .integer, "byte_count": .integer,
      ])
    ]
  ) { call in
    let names = call.texts("images") ?? []
    guard (1...4).contains(names.count) else {
      throw TroupeError.invalidValue(name: "images", value: "\(names.count)", expected: "1 to 4")
    }
    let asked = try call.integer("edge", 64...1568)
    var (pictures, told) = ([Data](), [JSON]())
    for name in names {
      let image = ImageName(name)
      if case .file = image {
        throw TroupeError.invalidValue(
          name: "image", value: name, expected: "an image of the library, not a file")
      }
      let (jpeg, shown) = try await call.library.preview(
        of: image, longEdge: asked ?? call.previewEdge
      ).encodedJPEG(atMost: asked == nil ? usualBytes : 10 * usualBytes)
      pictures.append(jpeg)
      told.append([
        "image": .text(name), "width": .integer(shown.width), "height": .integer(shown.height),
        "byte_count": .integer(jpeg.count),
      ])
    }
    var outcome = Outcome(["images": .list(told)])
    outcome.pictures = pictures
    return outcome
  }
}
