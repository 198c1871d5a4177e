import ArgumentParser
import Troupe

struct KeyRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a stored key.",
    discussion: """
        troupe key remove google
      """)

  @Argument(help: "Whose key, such as google.", completion: .vendors)
  var provider: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let status = try KeyStore().status(of: provider)
    let wasThere = try KeyStore().remove(status.provider)
    try global.console.document(KeyRemovedDocument(provider: status.provider, removed: wasThere))
    global.console.say(
      wasThere
        ? "The key of \(status.provider) is removed."
        : "No key of \(status.provider) was stored.")
  }
}

private struct KeyRemovedDocument: Encodable {
  let provider: String
  let removed: Bool
}
