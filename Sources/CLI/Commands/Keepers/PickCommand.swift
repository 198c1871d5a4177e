import ArgumentParser
import Troupe

struct PickCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick", abstract: "Pick images: these are kept.",
    discussion: """
      A picked image stands for its batch, those made by one command: it is their primary.

        troupe pick 01K8Z3/2
        troupe pick @last --clear
        troupe search pick:yes
      """)

  @Argument(
    help: "Images: GENERATION/N, @last, or six or more digits of a digest.", completion: .images)
  var images: [String] = []

  @Flag(help: "Leave it open again whether they are kept.")
  var clear = false

  @OptionGroup var found: FoundImages
  @OptionGroup var global: GlobalOptions

  func validate() throws { try found.check(images, example: "troupe pick @last") }

  func run() async throws {
    let library = try await global.openToWrite()
    let names = try await found.images(images, in: library)
    try global.console.show(await library.pick(names, clear ? nil : .picked))
  }
}

struct RejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject images: these are not wanted, and stay in the record.",
    discussion: """
        troupe reject 01K8Z3/1 01K8Z3/3
        troupe search pick:rejected
      """)

  @Argument(
    help: "Images: GENERATION/N, @last, or six or more digits of a digest.", completion: .images)
  var images: [String] = []

  @OptionGroup var found: FoundImages
  @OptionGroup var global: GlobalOptions

  func validate() throws { try found.check(images, example: "troupe reject @last") }

  func run() async throws {
    let library = try await global.openToWrite()
    let names = try await found.images(images, in: library)
    try global.console.show(await library.pick(names, .rejected))
  }
}
