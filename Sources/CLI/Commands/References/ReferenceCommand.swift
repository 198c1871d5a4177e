import ArgumentParser

struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Keep reference pictures: add, cut, list, retire, pin, set.",
    discussion: """
      A reference is one picture of one asset, known by the digits of its digest; six are enough.

        troupe reference add @kael @last --view profile
      """,
    subcommands: [
      ReferenceAddCommand.self, ReferenceCutCommand.self, ReferenceListCommand.self,
      ReferenceRetireCommand.self,
      ReferencePinCommand.self, ReferenceSetCommand.self,
    ])
}
