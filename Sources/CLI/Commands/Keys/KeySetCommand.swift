import ArgumentParser
import Foundation
import Troupe

struct KeySetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Store a key, read from stdin and never from the command line.",
    discussion: """
        troupe key set google < key.txt
      """)

  @Argument(help: "Whose key, such as google.", completion: .vendors)
  var provider: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let status = try KeyStore().status(of: provider)
    let isTyped = isatty(STDIN_FILENO) == 1
    let key = try isTyped ? PasswordPrompt.read("Key of \(provider): ") : Self.piped()
    try KeyStore().set(key, for: status.provider)
    try global.console.document(["provider": status.provider])
    global.console.say("The key of \(status.provider) is stored.")
    if let setting = status.variable ?? status.maker {
      global.console.say("\(setting) is set and wins over it.")
    }
  }

  /// The line on stdin, with a second one if there is any, so that a file of several is refused
  /// rather than half read.
  private static func piped() -> String {
    [readLine(), readLine()].compactMap(\.self).joined(separator: "\n")
  }
}
