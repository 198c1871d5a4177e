import ArgumentParser
import Foundation
import Troupe

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write copies of images for others, or a table of generations.",
    discussion: """
      Copies go into a folder, a comic book archive (.cbz), a PDF, or what is recorded of them into \
      a table (.csv, .jsonl). Without more they are the bytes that came, with all marks in them. \
      The library keeps its own.

        troupe export @last --to out/
        troupe export 'with:@kael rating:4..' --to out/ --names "{scene}-{shot}-{asset}-{n:03}.{ext}"
        troupe export board:book --to out/ --embed --sidecar json --format webp --size 2048
        troupe export tag:client --to out/ --strip
        troupe export board:book --to book.pdf
        troupe export after:2026-01 --to january.csv

      In a .csv a text that a spreadsheet would take for a formula, as every @handle, is led by an \
      apostrophe; a .jsonl has all texts as they are.

      --embed writes prompt, model, seed and cast into the copies: as "parameters", as \
      AUTOMATIC1111 does, and as XMP with Dublin Core and IPTC's digital source type. A file that \
      is signed with Content Credentials (C2PA) is left as it came and gets an .xmp next to it; \
      --drop-credentials takes them out instead. --strip leaves nothing but pixels and color \
      profile, and checks that. What was taken out is told.

      What answers to a query comes in the order in which it was made, unless it has a sort:. In \
      --names stand \(FileNameField.listed). Nothing is overwritten without --replace.

      With --dataset an asset's references become a training set for a LoRA: 0001.png with its \
      caption in 0001.txt, and metadata.jsonl with all of them. Captions begin with the trigger, \
      tell view, look and caption, and leave out the asset's traits: what is not said binds to the \
      trigger.

        troupe export @kael --dataset kael-set --trigger kael_v2
      """)

  @Argument(
    help: ArgumentHelp(
      "Images (GENERATION/N, a generation, @last), or a query as for 'troupe search'; with --dataset an asset.",
      valueName: "query|id"), completion: .subjects)
  var what: [String] = []

  @OptionGroup var copies: ExportArguments

  @Option(
    help: ArgumentHelp(
      "Write a training set of an asset into this folder, a missing or empty one.",
      valueName: "dir"), completion: .directory)
  var dataset: String?

  @Option(
    help:
      "What captions of --dataset begin with. Default: the newest LoRA's trigger, else the handle.")
  var trigger: String?

  @Option(
    help: "Of --dataset: pictures of this look alone; '' for the usual one. Default: all.",
    completion: .looks)
  var look: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (dataset == nil) == (copies.to == nil) {
      throw ValidationError("Say where the copies go with --to, or name a folder with --dataset.")
    }
    if dataset != nil, what.count != 1 {
      throw ValidationError(
        "With --dataset name one asset, as in 'troupe export @kael --dataset kael-set'.")
    }
    if dataset == nil, trigger != nil || look != nil {
      throw ValidationError("--trigger and --look go with --dataset.")
    }
    if dataset == nil, what.isEmpty {
      throw ValidationError("Name images or a query; 'state:done' finds all that were made.")
    }
    if dataset == nil, what.contains(where: \.isHandle) {
      let handle = what.first(where: \.isHandle) ?? ""
      throw ValidationError(
        "\(handle) is an asset: 'with:\(handle)' finds images that show it, --dataset writes its references."
      )
    }
    try copies.check()
  }

  func run() async throws {
    let library = try await global.openToRead()
    if let dataset { return try await writeDataset(dataset, library) }
    try await ImageExporting(what: what, copies: copies, global: global).run(library)
  }

  private func writeDataset(_ folder: String, _ library: Library) async throws {
    let handle = try Handle(what[0])
    global.console.warn(of: try await library.likenessWarnings(for: [handle]))
    let made = try await library.exportDataset(
      of: handle, to: RawArguments.file(folder) ?? URL(filePath: folder), trigger: trigger,
      look: look)
    try global.console.document(made)
    global.console.print(
      "\(made.images.count.of("picture")) of \(made.asset) in \(made.folder), captioned for \(made.trigger)"
    )
  }
}

extension FileNameField {
  fileprivate static var listed: String {
    allCases.map { "{\($0.rawValue)}" }.joined(separator: " ") + " and {n:03} with zeros"
  }
}

extension String {
  /// Whether it is written as an asset's handle.
  fileprivate var isHandle: Bool {
    hasPrefix("@") && !hasPrefix("@last~") && !hasPrefix("@last/") && self != "@last"
  }
}
