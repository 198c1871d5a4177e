import ArgumentParser

struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Keep provider keys: set, list, remove.",
    discussion: """
      Keys stand in ~/.config/troupe/keys.json, readable by you alone. A key in the environment \
      wins.

        troupe key set google < key.txt
      """,
    subcommands: [KeySetCommand.self, KeyListCommand.self, KeyRemoveCommand.self],
    defaultSubcommand: KeyListCommand.self)
}
