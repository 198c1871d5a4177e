import ArgumentParser
import Troupe

struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show and change settings.",
    discussion: """
      Settings stand in the library's troupe.toml, and in yours in ~/.config/troupe, which holds for \
      every library that says nothing else; of two bounds on cost the lower one holds. Comments and \
      the order of lines stay as they are.

        troupe config
        troupe config set model gemini-3-pro-image
        troupe config set max_cost_month 50 --user
        troupe config unset aspect

      Commands of yours can follow what was made or imported; they get its JSON on stdin, and \
      the library's folder as $TROUPE_LIBRARY:

        troupe config set hooks.after_generate 'jq -r .files[] | xargs -r open' --user
        troupe config set hooks.after_import 'cat >> ~/imports.jsonl' --user
      """,
    subcommands: [
      ConfigListCommand.self, ConfigGetCommand.self, ConfigSetCommand.self, ConfigUnsetCommand.self,
    ],
    defaultSubcommand: ConfigListCommand.self)
}

struct ConfigListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what holds, and where it is set.",
    discussion: """
        troupe config list --json
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let settings = try await HoldingSettings(global)
    try global.console.document(["settings": settings.all])
    var table = Table(["SETTING", "VALUE", "SET IN"], longest: 60)
    for one in settings.all {
      table.add(
        .init(one.name, .strong), .init(one.value ?? "–"),
        one.setIn == .default ? .init(one.setIn.words, .faint) : .init(one.setIn.words))
    }
    global.console.print(table.text())
  }
}

struct ConfigGetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Print the value of a setting.",
    discussion: """
        troupe config get model
      """)

  @Argument(help: "The setting, as in troupe.toml.", completion: .settings)
  var name: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let settings = try await HoldingSettings(global)
    let found = try settings.one(name)
    try global.console.document(found)
    if let value = found.value { global.console.print("\(lines: value)") }
  }
}

struct ConfigSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set a value.",
    discussion: """
        troupe config set model gemini-3-pro-image
        troupe config set max_cost_month 50 --user
      """)

  @Argument(help: "The setting, as in troupe.toml.", completion: .settings)
  var name: String

  @Argument(help: "Its value, without quotes of TOML.", completion: .settingValues)
  var value: String

  @Flag(help: "Set it in your own settings, for every library.")
  var user = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let folder = try? global.location().folder
    if ["model", "judge"].contains(name) {
      _ = try Models.profile(named: value, libraryFolder: folder)
    }
    let file = try global.settingsFile(ofUser: user || name.hasPrefix("hooks."))
    try file.set(name, to: value)
    try global.console.document(["name": name, "value": value, "file": file.file.path])
    global.console.say("\(name) is set in \(file.file.path).")
    if folder != nil, let holding = try? await HoldingSettings(global).one(name),
      holding.value != (try? file.values()[name])
    {
      global.console.say(
        "\("Warning:", .bad) \(holding.value ?? "nothing") holds: \(holding.setIn.words) goes before it."
      )
    }
  }
}

struct ConfigUnsetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Take a value away, so that the default holds.",
    discussion: """
        troupe config unset aspect
      """)

  @Argument(help: "The setting, as in troupe.toml.", completion: .settings)
  var name: String

  @Flag(help: "Take it from your own settings.")
  var user = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let file = try global.settingsFile(ofUser: user || name.hasPrefix("hooks."))
    let wasSet = try file.unset(name)
    try global.console.document(["name": name, "file": file.file.path])
    global.console.say(
      wasSet ? "\(name) is not set any more." : "\(name) was not set in \(file.file.path).")
  }
}

extension GlobalOptions {
  fileprivate func settingsFile(ofUser: Bool) throws -> SettingsFile {
    ofUser ? SettingsFile() : SettingsFile(library: try location().folder)
  }
}
