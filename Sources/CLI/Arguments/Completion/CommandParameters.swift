import ArgumentParser
import Foundation

/// The options and arguments of a command.
struct CommandParameters {
  struct Parameter: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    enum Values {
      case none, files, folders, names
      case list([String])
    }

    let kind: String
    let names: [Name]?
    let abstract: String?
    let isRepeating: Bool
    let shouldDisplay: Bool
    private let kindOfValues: [String: [String: Texts]]?

    enum CodingKeys: String, CodingKey {
      case kind, names, abstract, isRepeating, shouldDisplay
      case kindOfValues = "completionKind"
    }

    /// As they are typed: `-m`, `--model`.
    var flags: [String] { names?.map { ($0.kind == "short" ? "-" : "--") + $0.name } ?? [] }

    var offeredFlags: [OfferedName] {
      guard shouldDisplay, let long = flags.first(where: { $0.hasPrefix("--") }) else { return [] }
      return [OfferedName(long, abstract?.split(separator: "\n").first.map(String.init) ?? "")]
    }

    var completionKind: Values {
      switch kindOfValues?.first {
      case ("list", let body)?: .list(body["values"]?.texts ?? [])
      case ("file", _)?: .files
      case ("directory", _)?: .folders
      case ("custom", _)?, ("customAsync", _)?: .names
      default: .none
      }
    }
  }

  let all: [Parameter]

  var positional: [Parameter] { all.filter { $0.kind == "positional" } }

  init(of command: any ParsableCommand.Type) async {
    struct Dump: Decodable {
      struct Command: Decodable { let arguments: [Parameter]? }
      let command: Command
    }
    let text = await LineCompletion.answer(of: command, ["--experimental-dump-help"])
    let dump = try? JSONDecoder().decode(Dump.self, from: Data(text.utf8))
    all = dump?.command.arguments ?? []
  }

  /// The option that takes the word behind this one.
  func option(_ word: String) -> Parameter? {
    all.first { $0.kind == "option" && $0.flags.contains(word) }
  }
}

/// A list of texts, or what is none.
private struct Texts: Decodable {
  let texts: [String]

  init(from decoder: any Decoder) throws {
    texts = (try? decoder.singleValueContainer().decode([String].self)) ?? []
  }
}
