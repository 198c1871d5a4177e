import ArgumentParser
import Foundation
import Troupe

/// What the last word of a line that is being typed can become.
struct LineCompletion {
  /// Who completes the names of files.
  enum Files: String {
    case none, files, folders
  }

  private(set) var files = Files.none
  private(set) var names: [OfferedName] = []

  /// - Parameter words: the line's words but the program's name; the last one is being typed, and may be empty.
  init(_ words: [String]) async {
    let before = Array(words.dropLast())
    let named = NamedCommand(before)
    let path = before.first == "help" ? 1 + named.path.count : named.path.count
    if named.unknown == nil, before.dropFirst(path).isEmpty {
      offerCommands(below: named.command)
    }
    guard before.first != "help", named.unknown == nil,
      let command = named.command.configuration.defaultSubcommand ?? Self.leaf(named.command)
    else {
      narrow(to: words)
      return
    }
    await offer(CommandParameters(of: command), of: command, words: words, from: path)
    narrow(to: words)
  }

  private static func leaf(_ command: any ParsableCommand.Type) -> (any ParsableCommand.Type)? {
    command.configuration.subcommands.isEmpty ? command : nil
  }

  private mutating func offerCommands(below command: any ParsableCommand.Type) {
    names += command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .map { OfferedName($0._commandName, $0.configuration.abstract) }
  }

  /// Those that begin as typed; options only once a dash is.
  private mutating func narrow(to words: [String]) {
    let typed = words.last ?? ""
    names = names.filter {
      $0.text.hasPrefix(typed) && ($0.text.first != "-" || typed.first == "-")
    }
  }

  private mutating func offer(
    _ parameters: CommandParameters, of command: any ParsableCommand.Type, words: [String],
    from start: Int
  ) async {
    var (position, isOver) = (0, false)
    var taking: CommandParameters.Parameter?
    for word in words.dropFirst(start).dropLast() {
      if taking != nil {
        taking = nil
      } else if isOver || !word.hasPrefix("-") || word == "-" {
        position += 1
      } else if word == "--" {
        isOver = true
      } else {
        taking = parameters.option(word)
      }
    }
    if let taking {
      names = []
      return await offer(values: taking, taking.flags[0], of: command, words)
    }
    if !isOver { names += parameters.all.flatMap(\.offeredFlags) }
    let positional = parameters.positional
    guard let parameter = position < positional.count ? positional[position] : positional.last,
      position < positional.count || parameter.isRepeating
    else { return }
    let place = min(position, positional.count - 1)
    await offer(values: parameter, "positional@\(place)", of: command, words)
  }

  private mutating func offer(
    values parameter: CommandParameters.Parameter, _ name: String,
    of command: any ParsableCommand.Type,
    _ words: [String]
  ) async {
    switch parameter.completionKind {
    case .none: break
    case .list(let values): names += values.map { OfferedName($0) }
    case .files: files = .files
    case .folders: files = .folders
    case .names:
      let typed = words.last ?? ""
      let request =
        ["---completion", "--", name, "\(words.count)", "\(typed.count)", "troupe"] + words
      names += await Self.answer(of: command, request).split(separator: "\n")
        .map { OfferedName(line: $0) }
    }
  }

  /// What a command prints that it is asked by the parser's own options.
  static func answer(of command: any ParsableCommand.Type, _ request: [String]) async
    -> String
  {
    do {
      if let command = command as? any AsyncParsableCommand.Type {
        _ = try await command.asyncParseAsRoot(request)
      } else {
        _ = try command.parseAsRoot(request)
      }
      return ""
    } catch {
      return command.exitCode(for: error) == .success ? command.fullMessage(for: error) : ""
    }
  }
}
