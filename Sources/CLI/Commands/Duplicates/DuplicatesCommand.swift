import ArgumentParser
import Troupe

struct DuplicatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List pictures of the library that are nearly the same, or look like an image.",
    discussion: """
      Without an image: groups of outputs and references that are one picture, the largest first: \
      the same file, saved again, resized, mirrored, edited or adjusted a little. With an image, a \
      file or one of the library: what looks like it, also turned over, a part of it, or a picture \
      of which it is most. What each is, its pixels prove; LIKE tells how near the fingerprints are.

        troupe duplicates
        troupe duplicates kael.jpg
        troupe duplicates @last --limit 5

      Nothing is removed. Images that an older troupe recorded have no fingerprint until 'troupe \
      reindex' reads them.
      """)

  @Argument(
    help: ArgumentHelp(
      "A file, @last, GENERATION/N, or digits of a digest. Default: all pairs of the library.",
      valueName: "image"), completion: .images)
  var image: String?

  @Option(help: ArgumentHelp("The most groups, or pictures, to show.", valueName: "n"))
  var limit = 20

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
  }

  func run() async throws {
    let library = try await global.openToRead()
    if let image { return try await showLookAlikes(of: image, library) }
    let found = try await library.duplicates(limit: limit)
    try global.console.document(found)
    if found.groups.isEmpty {
      global.console.say("No two pictures are nearly the same.")
    } else {
      global.console.print(LookAlikeListing.text(found.groups))
    }
    if found.groups.count == limit, found.total > limit {
      global.console.say("The largest \(limit) of \(found.total) groups; --limit shows more.")
    }
    say(waiting: found.waiting)
  }

  private func showLookAlikes(of image: String, _ library: Library) async throws {
    let found = try await library.similar(to: ImageName(argument: image), limit: limit)
    try global.console.document(found)
    if found.pictures.isEmpty {
      global.console.say("Nothing in the library looks like it.")
    } else {
      global.console.print(LookAlikeListing.text(found))
    }
    say(waiting: found.waiting)
  }

  private func say(waiting count: Int) {
    if count == 0 { return }
    global.console.say(
      """
      \(count.of("picture")) \(count == 1 ? "has" : "have") no whole fingerprint yet and \
      \(count == 1 ? "was" : "were") not looked at: 'troupe reindex' reads \
      \(count == 1 ? "it" : "them").
      """)
  }
}
