import ArgumentParser
import Troupe

struct ParentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parents", abstract: "Say what imported pictures were made from.",
    discussion: """
      Files of some tools name the file that a picture was made from. That proves nothing, so it is \
      a suggestion until you accept it; lineages show it from then on.

        troupe parents
        troupe parents accept 01K8Z3
        troupe parents accept 01K8Z3 01K8Z1/1
        troupe parents accept --all --confidence 0.9
        troupe parents forget 01K8Z3
      """,
    subcommands: [
      ParentsListCommand.self, ParentsAcceptCommand.self, ParentsForgetCommand.self,
    ], defaultSubcommand: ParentsListCommand.self)
}

struct ParentsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is suggested, with how likely it is.")

  @Flag(help: "Those that were accepted too.") var all = false
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let suggestions = try await library.suggestedParents().filter { all || $0.accepted == nil }
    try global.console.document(["suggestions": suggestions])
    if suggestions.isEmpty { return global.console.say("Nothing is suggested.") }
    global.console.print(suggestions.table)
  }
}

struct ParentsAcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Accept what is suggested, or name the parent.",
    discussion: """
        troupe parents accept 01K8Z3
        troupe parents accept 01K8Z3 01K8Z1/1
        troupe parents accept --all --confidence 0.9
      """)

  @Argument(
    help: "The imported picture: @last, or the first four or more letters of its id.",
    completion: .generations)
  var id: String?

  @Argument(
    help: "The image that it was made from. Default: the likeliest that is suggested.",
    completion: .images)
  var parent: String?

  @Flag(help: "Accept for every picture the likeliest, where it is likely enough.") var all = false

  @Option(
    help: ArgumentHelp(
      "With --all: the least confidence, 0 to 1. Default: 0.9.", valueName: "number"))
  var confidence: Double?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if all == (id != nil) { throw ValidationError("Name a picture, or all of them with --all.") }
    if !all, confidence != nil { throw ValidationError("--confidence goes with --all.") }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    if let id {
      let name = GenerationName(id)
      let image = try await library.acceptParent(of: name, parent.map { ImageName($0) })
      let suggestions = try await library.suggestedParents(of: [name])
      try global.console.document(AcceptedDocument(parent: image, accepted: suggestions))
      return global.console.print("\(id) was made from \(image)")
    }
    let accepted = try await library.acceptParents(confidence: confidence ?? 0.9)
    try global.console.document(AcceptedDocument(parent: nil, accepted: accepted))
    if !accepted.isEmpty { global.console.print(accepted.table) }
    global.console.say("\(accepted.count.of("parent")) accepted.")
  }
}

struct ParentsForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Take back what was accepted.",
    discussion: "  troupe parents forget 01K8Z3")

  @Argument(help: "The imported picture.", completion: .generations) var id: String
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let isForgotten = try await library.forgetParent(of: GenerationName(id))
    try global.console.document(["forgotten": isForgotten])
    global.console.print(isForgotten ? "Taken back." : "Nothing was accepted for it.")
  }
}

private struct AcceptedDocument: Encodable {
  let parent: OutputID?
  let accepted: [SuggestedParent]
}

extension [SuggestedParent] {
  /// One line for each image that may be the one.
  fileprivate var table: SafeText {
    var table = Table(["PICTURE", "NAMES", "MAY BE", "ITS FILE", "LIKELY"], right: [4])
    for one in self {
      if one.candidates.isEmpty {
        table.add(
          .init("\(one.generation)"), .init(one.named), .init("–"), .init("not here"), .init("–"))
      }
      for candidate in one.candidates.prefix(3) {
        let isAccepted = one.accepted == candidate.image
        table.add(
          .init("\(one.generation)"), .init(one.named), .init("\(candidate.image)"),
          .init(candidate.file),
          .init(isAccepted ? "accepted" : "\(Int(candidate.confidence * 100)) %"))
      }
    }
    return table.text()
  }
}
