import ArgumentParser
import Troupe

struct AliasCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Call an asset by other names: add, remove, list.",
    discussion: """
      A prompt finds an asset by its handle, its aliases and its name, in any language: @kael, \
      @凯尔, @[Kael the Elder]. Names with spaces stand in brackets. An alias belongs to one asset.

        troupe alias add @kael 凯尔 Кель "Kael the Elder"
        troupe plan "@凯尔在屋顶" --model troupe/storyboard
      """,
    subcommands: [AliasAddCommand.self, AliasRemoveCommand.self, AliasListCommand.self])
}

struct AliasAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Call an asset by further names.",
    discussion: """
        troupe alias add @lantern 灯笼 ランタン
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @Argument(help: "Its further names: any script, spaces too, at most 64 characters.")
  var aliases: [String]

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let asset = try await library.addAliases(aliases, to: Handle(handle))
    try global.console.document(AssetDocument(asset: asset))
    global.console.print(asset.aliasLine)
  }
}

struct AliasRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take names away from an asset.",
    discussion: """
        troupe alias remove @lantern ランタン
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @Argument(help: "The names to take away.")
  var aliases: [String]

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let asset = try await library.removeAliases(aliases, of: Handle(handle))
    try global.console.document(AssetDocument(asset: asset))
    global.console.print(asset.aliasLine)
  }
}

struct AliasListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the other names of one asset, or of all.",
    discussion: """
        troupe alias list
        troupe alias list @kael --json
      """)

  @Argument(help: "The asset. Default: all.", completion: .cast)
  var handle: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let assets =
      if let handle { [try await library.asset(Handle(handle))] } else {
        try await library.assets()
      }
    let named = assets.filter { !$0.aliases.isEmpty }
    try global.console.document([
      "aliases": named.flatMap { asset in
        asset.aliases.map { AliasDocument(alias: $0, asset: asset.handle, kind: asset.kind) }
      }
    ])
    if named.isEmpty {
      let example = assets.first.map { "\($0.handle)" } ?? "@kael"
      return global.console.say("No aliases yet: troupe alias add \(example) NAME")
    }
    var table = Table(["HANDLE", "KIND", "NAME", "ALIASES"])
    for asset in named {
      table.add(
        .init("\(asset.handle)", .strong), .init(asset.kind.rawValue), .init(asset.name),
        .init(asset.aliases.joined(separator: ", ")))
    }
    global.console.print(table.text())
  }
}

/// An alias in `alias list --json`.
private struct AliasDocument: Encodable {
  let alias: String
  let asset: Handle
  let kind: Kind
}

extension Asset {
  /// As in `@kael  凯尔, Кель`.
  fileprivate var aliasLine: SafeText {
    "\(handle, .strong)  \(aliases.isEmpty ? "no aliases" : aliases.joined(separator: ", "))"
  }
}
