import ArgumentParser
import Troupe

struct RateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Rate images from 1 to 5.",
    discussion: """
      The rating comes last; 0 takes one away. 'troupe undo' takes back what one command said.

        troupe rate @last 4
        troupe rate 01K8Z3/1 01K8Z3/2 2
        troupe rate --query 'with:@kael tag:night' 3
        troupe search rating:4..
      """)

  @Argument(
    help: ArgumentHelp(
      "Images (GENERATION/N, @last, digits of a digest), then the rating.",
      valueName: "image… rating"), completion: .images)
  var words: [String]

  @OptionGroup var found: FoundImages
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard words.last.flatMap(Int.init) != nil else {
      throw ValidationError("The rating comes last, 0 to 5, as in 'troupe rate @last 4'.")
    }
    try found.check(words.dropLast(), example: "troupe rate @last 4")
  }

  func run() async throws {
    guard let rating = words.last.flatMap(Int.init) else { return }
    let library = try await global.openToWrite()
    let images = try await found.images(words.dropLast(), in: library)
    try global.console.show(await library.rate(images, rating))
  }
}

extension Console {
  /// Shows what is said of images now.
  func show(_ annotations: [Annotation]) throws {
    try document(["annotations": annotations])
    print(annotations.lines)
  }
}
