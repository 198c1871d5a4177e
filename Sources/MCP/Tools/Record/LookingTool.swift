import Foundation
import Troupe

/// The only tool that returns pixels.
enum LookingTool {
  /// The most bytes of a picture that is not asked to be larger.
  static let usualBytes = 60_000

  static let view = Tool(
    "view_image", "Look at an image", .reads,
    "Returns a JPEG of an image or of a reference; with several, one picture of all next to each other.",
    [
      Parameter(
        "images", .texts, required: true, "1 to 9: GENERATION/N, @last, or a reference's digest."),
      Parameter(
        "edge", .integer, "The longer side, 64 to 1568 pixels. Default: 512, and 60 kB at most."),
    ],
    gives: ["width": .integer, "height": .integer, "bytes": .integer]
  ) { call in
    let names = (call.texts("images") ?? []).map { ImageName($0) }
    guard (1...9).contains(names.count) else {
      throw TroupeError.invalidValue(name: "images", value: "\(names.count)", expected: "1 to 9")
    }
    if let file = names.first(where: { if case .file = $0 { true } else { false } }) {
      throw TroupeError.invalidValue(
        name: "image", value: "\(file)", expected: "an image of the library, not a file")
    }
    let asked = try call.integer("edge", 64...1568)
    let edge = asked ?? call.previewEdge
    let picture =
      names.count == 1
      ? try await call.library.preview(of: names[0], longEdge: edge)
      : try await together(names, call).resized(longEdge: edge)
    let (bytes, shown) = try picture.encodedJPEG(
      atMost: asked == nil ? usualBytes : 10 * usualBytes)
    var outcome = Outcome([
      "width": .integer(shown.width), "height": .integer(shown.height),
      "bytes": .integer(bytes.count),
    ])
    outcome.picture = (bytes, "image/jpeg")
    return outcome
  }

  private static func together(_ names: [ImageName], _ call: Call) async throws -> ImagePreview {
    let outputs = try await call.library.images(called: names)
    var generations: [Generation] = []
    for output in outputs {
      generations.append(try await call.library.generation(.id(output.generation)))
    }
    return try ImagePreview(
      await call.library.contactSheet(generations, columns: min(3, generations.count)))
  }
}
