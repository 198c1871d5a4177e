import ArgumentParser
import Foundation
import Troupe

struct KeySetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Store a key, read from stdin and never from the command line.",
    discussion: """
        troupe key set google < key.txt
      """)

  @Argument(help: "Whose key, such as google.")
  var provider: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let status = try KeyStore().status(of: provider)
    let key = try isatty(STDIN_FILENO) == 1 ? HiddenLine.read("Key of \(provider): ") : readLine()
    try KeyStore().set(key ?? "", for: status.provider)
    try global.console.document(["provider": status.provider])
    global.console.say("The key of \(status.provider) is stored.")
    if let variable = status.variable {
      global.console.say("\(variable) is set and wins over it.")
    }
  }
}
