import ArgumentParser
import Foundation
import Troupe

/// What is behind words that the parser did not take.
struct TypingMistake {
  private let arguments: [String]
  private let named: NamedCommand

  init(_ arguments: [String]) {
    self.arguments = arguments
    named = NamedCommand(arguments)
  }

  /// The sentence that says it; `nil` where the parser's own is the best.
  var sentence: String? {
    if let word = named.unknown { return named.sentence(about: word) }
    return dashedText ?? unknownOption ?? swallowed
  }

  /// The command, as it is typed.
  private var whole: String { (["troupe"] + named.path).joined(separator: " ") }

  private var help: String { named.command.helpMessage(includeHidden: true, columns: 10_000) }

  /// The words before any `--`.
  private var options: [String] {
    arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("-") && $0.count > 1 }
  }

  /// A text that begins with a dash.
  private var dashedText: String? {
    let words = arguments.prefix { $0 != "--" }
    let place = words.indices.first {
      words[$0].hasPrefix("-") && words[$0].contains(where: \.isWhitespace)
        && !words[$0].contains("=")
    }
    guard let place else { return nil }
    let shown = RawArguments.shown(words[place])
    let before = place > 0 ? words[place - 1] : ""
    let way =
      before.hasPrefix("--") && help.contains("\(before) <")
      ? "Write it with an equals sign, as in: \(before)=\"\(shown)\""
      : "Put it after --, as in: \(whole) -- \"\(shown)\""
    return "'\(shown)' begins with a dash, so it was read as options. \(way)"
  }

  /// An option that the command has not.
  private var unknownOption: String? {
    guard !named.path.isEmpty else { return nil }
    let known = Set(
      help.matches(of: #/(?:^|[\s,\[(|\/])(--[a-z][a-z0-9-]*)/#).map { String($0.1) }
        + ["--help", "--version"])
    let unknown = options.lazy.filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }.first { !known.contains($0) }
    guard let unknown else { return nil }
    let nearest = Spelling.nearest(to: unknown, among: known.sorted()).prefix(2)
    let hint = nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: " or "))?"
    return "'\(whole)' has no option \(unknown).\(hint) '\(whole) --help' lists all."
  }

  /// A prompt that an option took which takes several words.
  private var swallowed: String? {
    guard named.path == ["plan"], let place = arguments.firstIndex(of: "--compare") else {
      return nil
    }
    let taken = arguments[(place + 1)...].prefix { !$0.hasPrefix("-") }
    guard
      let prompt = taken.last(where: { $0.contains(where: \.isWhitespace) || $0.hasPrefix("@") })
    else { return nil }
    let models = taken.filter { $0 != prompt }.joined(separator: " ")
    return
      "--compare takes all words up to the next option, so it took the prompt '\(RawArguments.shown(prompt))' as a model. Put the prompt first, as in: troupe plan \"…\" --compare \(models)"
  }
}
