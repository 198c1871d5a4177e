import Foundation
import Troupe

/// Makes a library, keeps one character in it, and draws a shot of it on the offline model.
///
/// Usage: `cast-app FOLDER [PICTURE...]`; without pictures, the offline model draws one.
@main struct CastApp {
  static func main() async throws {
    guard let path = CommandLine.arguments.dropFirst().first else {
      print("Usage: cast-app FOLDER [PICTURE...]")
      exit(2)
    }
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    let library = try await Library.make(at: folder)
    let changes = library.changes()
    let watching = Task {
      var count = 0
      for try await _ in changes { count += 1 }
      return count
    }

    let options = GenerateOptions(model: "troupe/storyboard")
    var pictures = CommandLine.arguments.dropFirst(2).map { ImageName.file(URL(filePath: $0)) }
    if pictures.isEmpty {
      let first = try await library.generate("A courier in a red coat, from the front", options)
      pictures = first.flatMap(\.generation.outputs).map { .output($0.id) }
    }
    let added = try await library.add(
      .character, "kael", images: pictures, AssetDetails(traits: ["red coat"]),
      reference: ReferenceDetails(view: .front))
    for refused in added.refused { print("Refused \(refused.file): \(refused.error)") }

    let prompt = "@kael on a roof at night"
    try await show(library.plan(prompt, options))
    let shots = try await draw(prompt, options, in: library)

    let sheet = try await library.contactSheet(shots, title: "Kael's roof")
    let file = folder.appending(path: "sheet.png")
    try sheet.png.write(to: file)
    print("Sheet: \(sheet.width)x\(sheet.height) \(file.path)")
    // Changes are reported a moment after they are made.
    try await Task.sleep(for: .seconds(1))
    try library.close()
    print("Changes seen: \(try await watching.value)")
  }

  /// Prints what would be sent, and why.
  private static func show(_ plan: Plan) {
    for image in plan.selection.chosen {
      print("Would send \(image.written) \(image.reference.short): \(image.reason)")
    }
    for left in plan.selection.excluded {
      print("Would leave out \(left.written) \(left.reference.short): \(left.reason)")
    }
    print("Would cost \(plan.estimate.costUSD.map { "\($0) US dollars" } ?? "an unknown price")")
  }

  /// Generates two images, and prints each as it comes.
  private static func draw(
    _ prompt: String, _ options: GenerateOptions, in library: Library
  ) async throws -> [Generation] {
    var options = options
    options.count = 2
    let work = Work { [options] in try await library.generate(prompt, options, onEvent: $0) }
    for await case .result(let result) in work {
      print("Drawn \(result.generation.id): \(result.generation.state.rawValue)")
    }
    return try await work.value.map(\.generation)
  }
}
