import ArgumentParser
import Troupe

/// The command that words name, as far as they do.
struct NamedCommand {
  /// The words that name it, as in `reference`, `add`.
  private(set) var path: [String] = []
  private(set) var command: any ParsableCommand.Type = TroupeCommand.self
  /// The word that stands where a command is expected, and names none.
  private(set) var unknown: String?

  /// - Parameter arguments: all words but the program's name; `help` may stand before them.
  init(_ arguments: [String]) {
    var words = arguments[...]
    if words.first == "help" { words = words.dropFirst() }
    while let word = words.first, !word.hasPrefix("-") {
      let below = command.configuration.subcommands
      guard let next = below.first(where: { $0.names.contains(word) }) else {
        if !below.isEmpty, command.configuration.defaultSubcommand == nil, word != "help" {
          unknown = word
        }
        return
      }
      (command, words) = (next, words.dropFirst())
      path.append(word)
    }
  }

  /// What is said of a word that names no command.
  func sentence(about word: String) -> String {
    let names = command.configuration.subcommands.flatMap { $0.names }
    let whole = (["troupe"] + path).joined(separator: " ")
    let known = path.isEmpty ? Self.elsewhere[word] : nil
    let nearest = known.map { [$0] } ?? Self.nearest(to: word, of: names)
    let places = nearest.map { "'\(whole) \($0)'" }.joined(separator: " or ")
    return "There is no command '\(whole) \(word)'."
      + (nearest.isEmpty ? "" : " Did you mean \(places)?") + " '\(whole) --help' lists all."
  }

  /// Names that begin so, else those that are spelled nearly so.
  private static func nearest(to word: String, of names: [String]) -> [String] {
    let begun = names.filter { word.count > 1 && $0.hasPrefix(word) }
    return begun.isEmpty
      ? Array(Spelling.nearest(to: word, among: names).prefix(2)) : Array(begun.prefix(3))
  }

  /// What other programs call it.
  private static let elsewhere = [
    "ls": "list", "rm": "remove", "delete": "remove", "mv": "rename", "new": "add",
    "create": "generate", "make": "generate", "draw": "generate", "image": "generate",
    "find": "search", "log": "search", "history": "search", "chat": "session", "cost": "costs",
    "view": "show", "info": "show", "gallery": "serve", "web": "serve",
    "ui": "serve", "star": "rate", "diff": "compare", "redo": "replay", "fsck": "verify",
    "tree": "lineage", "keys": "key", "login": "key", "model": "models",
  ]
}

extension ParsableCommand {
  /// What it is called by.
  static var names: [String] { [_commandName] + configuration.aliases }
}
