import ArgumentParser

struct SessionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "Talk with one model over many turns.",
    discussion: """
      Every turn is sent with all that was said and answered before it, and with the same \
      settings; each is a generation of its own, with its own price.

        troupe session start --model gemini-3-pro-image --aspect 16:9
        troupe session say "@kael on a bridge, rain"
        troupe session say "now at dawn"
      """,
    subcommands: [
      SessionStartCommand.self, SessionSayCommand.self, SessionListCommand.self,
      SessionShowCommand.self, SessionForkCommand.self, SessionRetryCommand.self,
      SessionEndCommand.self,
    ])
}
