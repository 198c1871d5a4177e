import ArgumentParser

struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Keep provider keys: set, list, remove.",
    discussion: """
      Keys stand in ~/.config/troupe/keys.json, readable by you alone. A key in the environment \
      wins, and so does one that a command or an account's file makes when it is needed; such a \
      key is kept nowhere.

        troupe key set google < key.txt
      """,
    subcommands: [KeySetCommand.self, KeyListCommand.self, KeyRemoveCommand.self],
    defaultSubcommand: KeyListCommand.self)
}
