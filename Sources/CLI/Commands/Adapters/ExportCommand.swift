import ArgumentParser
import Foundation
import Troupe

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write an asset's pictures as a training set for a LoRA.",
    discussion: """
      Each picture in use becomes 0001.png with its caption in 0001.txt, and metadata.jsonl holds \
      all of them, as trainers and Hugging Face's imagefolder read them. Captions begin with the \
      trigger, tell view, look and caption, and leave out the asset's traits: what is not said \
      binds to the trigger.

        troupe export @kael --dataset kael-set --trigger kael_v2
      """)

  @Argument(help: "The asset.")
  var handle: String

  @Option(
    help: ArgumentHelp("The folder to write; missing or empty.", valueName: "dir"))
  var dataset: String

  @Option(help: "What captions begin with. Default: the newest LoRA's trigger, else the handle.")
  var trigger: String?

  @Option(help: "Pictures of this look alone; '' for the usual one. Default: all.")
  var look: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    global.console.warn(of: try await library.likenessWarnings(for: [Handle(handle)]))
    let made = try await library.exportDataset(
      of: Handle(handle), to: RawArguments.file(dataset) ?? URL(filePath: dataset),
      trigger: trigger, look: look)
    try global.console.document(made)
    global.console.print(
      "\(made.images.count.of("picture")) of \(made.asset) in \(made.folder), captioned for \(made.trigger)"
    )
  }
}
