import ArgumentParser
import Foundation
import Troupe

struct AdapterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adapter", abstract: "Bind LoRAs to assets: add, list, remove.",
    discussion: """
      A LoRA that was trained on a character lies in the folder of your own ComfyUI or Stable \
      Diffusion WebUI, which loads it by name. A model whose profile takes adapters is sent the \
      one that fits; its trigger then stands in the words where the name stood.

        troupe adapter add @kael kael_v2.safetensors --for sdxl --trigger kael_v2
        troupe plan "@kael on a roof" --model a1111-ip-adapter
      """,
    subcommands: [AdapterAddCommand.self, AdapterListCommand.self, AdapterRemoveCommand.self])
}

struct AdapterAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Bind a LoRA to an asset.",
    discussion: """
      The file is read and its digest kept; it is not copied. The same file for the same models \
      takes the place of the one before.

        troupe adapter add @kael loras/kael_v2.safetensors --for flux2 --trigger kael_v2
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @Argument(help: "The file, .safetensors.", completion: .file())
  var file: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "The model it goes with, by id or alias, or a family that profiles name, such as sdxl.",
      valueName: "model"), completion: .models)
  var model: String

  @Option(help: "What calls it in a prompt.")
  var trigger: String

  @Option(help: "How strongly it acts, above 0 and at most 2.")
  var weight = 1.0

  @Option(help: "By what name servers load it. Default: the file's.")
  var name: String?

  @Option(help: "The look of the asset that it is for. Default: all.", completion: .looks)
  var look: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let added = try await library.addAdapter(
      RawArguments.file(file) ?? URL(filePath: file), to: Handle(handle),
      AdapterDetails(model: model, trigger: trigger, weight: weight, name: name, look: look))
    try global.console.document(added)
    for warning in added.warnings { global.console.say("\("Warning:", .bad) \(warning)") }
    global.console.print([added.adapter].table)
  }
}

struct AdapterListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the LoRAs of one asset, or of all.",
    discussion: """
        troupe adapter list
        troupe adapter list @kael --json
      """)

  @Argument(help: "The asset. Default: all.", completion: .cast)
  var handle: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let adapters = try await library.adapters(of: handle.map { try Handle($0) })
    try global.console.document(["adapters": adapters])
    if adapters.isEmpty {
      return global.console.say(
        "No adapters yet: troupe adapter add \(handle ?? "@HANDLE") FILE --for MODEL --trigger TEXT"
      )
    }
    global.console.print(adapters.table)
  }
}

struct AdapterRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a LoRA out of use; what it went with keeps it.",
    discussion: """
        troupe adapter remove 01M8Q2
      """)

  @Argument(help: "The beginning of its id, or six or more digits of its digest.")
  var id: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let adapter = try await library.removeAdapter(id)
    try global.console.document(adapter)
    global.console.print("\(adapter.id)  \(adapter.asset)  \(adapter.name)  removed")
  }
}

extension [Adapter] {
  fileprivate var table: SafeText {
    var table = Table(["ID", "WHO", "FOR", "TRIGGER", "WEIGHT", "DIGEST", "NAME"])
    for one in self {
      table.add(
        .init("\(one.id)", .strong), .init("\(one.asset)" + (one.look.map { "/\($0)" } ?? "")),
        .init(one.model), .init(one.trigger), .init("\(one.weight)"), .init(one.digest.short),
        .init(one.name))
    }
    return table.text()
  }
}
