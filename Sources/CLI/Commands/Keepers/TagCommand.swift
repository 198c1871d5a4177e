import ArgumentParser
import Troupe

struct TagCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag", abstract: "Tag generations, or single images of them.",
    discussion: """
      Letters, digits, emoji, '-', '_' and '.' make a tag; case makes no difference.

        troupe tag hero @last
        troupe tag chapter-1 01K8Z3 01K8Z9/2
        troupe tag --remove hero @last
        troupe search 'tag:hero -tag:draft'
        troupe costs --by tag
      """)

  @Argument(help: "The tag.", completion: .tags)
  var tag: String

  @Argument(
    help: "Generations (@last, the beginning of an id), or images (GENERATION/N, a digest).",
    completion: .images)
  var targets: [String] = []

  @Flag(help: "Take the tag away.")
  var remove = false

  @OptionGroup var found: FoundImages
  @OptionGroup var global: GlobalOptions

  func validate() throws { try found.check(targets, example: "troupe tag hero @last") }

  func run() async throws {
    let library = try await global.openToWrite()
    let names = try await found.targets(targets, in: library)
    try await global.console.show(
      remove ? library.untag(names, tag) : library.tag(names, tag))
  }
}
