import ArgumentParser
import Foundation
import Troupe

struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the models: limits, prices, keys, and which are ending.",
    discussion: """
      A ? marks what is not known or not confirmed by a primary source.

        troupe models
        troupe models show gemini-3-pro-image
        troupe models compare gpt-image-2 flux-2-pro
        troupe models check
        troupe models refresh openrouter

      A gateway that serves such models is an entry in providers.toml, in $XDG_CONFIG_HOME/troupe or \
      ~/.config/troupe; its models are then called gate/gemini-3-pro-image. Also: version, \
      limits = { images = 6, request_bytes = 20000000 }, stream = true (answers in events), headers = { X-Team = "comics" }, \
      dialect = "gateway.task" (its asynchronous road) with result_hosts = ["img.gateway.example"]; dialect = "comfy.v2" \
      serves graphs.

        [gate]
        base_url = "https://gateway.example"
        key_variables = ["GATE_KEY"]           # or key_command = ["pass", "gate"], whose output is the key
        key = "?key"          # in the address; default: the header x-goog-api-key
        models = ["gemini-3-pro-image"]
        price = 0.05          # US dollars an image, for --max-cost; or prices = { "gemini-3-pro-image" = { "4K" = 0.1 } }
      """,
    subcommands: [
      ModelsListCommand.self, ModelsShowCommand.self, ModelsCompareCommand.self,
      ModelsCheckCommand.self, ModelsRefreshCommand.self,
    ],
    defaultSubcommand: ModelsListCommand.self)
}

struct ModelsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models.",
    discussion: """
        troupe models list
        troupe models --vendor ark --references 10
        troupe models --with mask --with seed --max-price 0.05
      """)

  @OptionGroup var filter: ModelFilter
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let folder = try global.folderIfAny()
    global.console.warn(Models.problems(libraryFolder: folder))
    let profiles = try filter.select(Models.all(libraryFolder: folder))
    let keys = (try? KeyStore().statuses()) ?? []
    try global.console.document(ModelsDocument(models: profiles, keys: keys))
    global.console.print(ModelListing.table(profiles, keys: keys))
  }
}

struct ModelsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show all that is known of a model, with sources.",
    discussion: """
        troupe models show gemini-3-pro-image
      """)

  @Argument(help: "Its id or an alias.", completion: .models)
  var model: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let folder = try global.folderIfAny()
    global.console.warn(Models.problems(libraryFolder: folder))
    let (profile, note) = try Models.profile(named: model, libraryFolder: folder)
    let library = folder == nil ? nil : try? await global.openToRead()
    let refused = try? await library?.tooLarge(profile.id)
    try global.console.document(ModelDocument(profile: profile, tooLarge: refused))
    let billed = try? await library?.billed(profile.id)
    global.console.print(
      ModelDetails(profile, note: note, billed: billed, tooLarge: refused).text)
  }
}

struct ModelsCompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show what models take and cost, side by side.",
    discussion: """
      'plan --compare' shows what each would be sent for one prompt.

        troupe models compare gemini-3-pro-image gpt-image-2 seedream-4-5-251128
      """)

  @Argument(help: "Two to four models, by id or alias.", completion: .models)
  var models: [String]

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (2...4).contains(models.count) else {
      throw ValidationError("\(models.count) models cannot be compared: name two to four.")
    }
  }

  func run() async throws {
    let folder = try global.folderIfAny()
    global.console.warn(Models.problems(libraryFolder: folder))
    let profiles = try models.map { try Models.profile(named: $0, libraryFolder: folder).profile }
    try global.console.document(["models": profiles])
    global.console.print(ModelComparison(profiles: profiles).text)
  }
}

extension GlobalOptions {
  /// The library's folder for its own profiles; models can be listed without one.
  fileprivate func folderIfAny() throws -> URL? {
    library == nil ? try? location().folder : try location().folder
  }
}
