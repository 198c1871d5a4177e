import ArgumentParser
import Troupe

struct KeyListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Say which providers have a key, and where. Never shows one.",
    discussion: """
        troupe key list
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    global.console.warn(Models.problems())
    let keys = try KeyStore().statuses()
    try global.console.document(["keys": keys])
    var table = Table(["PROVIDER", "KEY", "VARIABLES"])
    for key in keys {
      let stored = key.isStored ? "stored" : "none"
      let made = key.maker.map { "by \($0)" }
      let place = key.variable.map { "from \($0)" } ?? made ?? stored
      table.add(
        .init(key.provider), .init(place, key.isKnown ? .good : nil),
        .init(key.variables.joined(separator: ", ")))
    }
    global.console.print(table.text())
  }
}
