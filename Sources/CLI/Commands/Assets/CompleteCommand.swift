import ArgumentParser
import Troupe

struct CompleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Make the views of an asset that its references lack.",
    discussion: """
      Each view that 'coverage' calls missing is asked for in one request, with the references that \
      show most of it. Nothing is added until 'complete accept' says which. The same again is \
      answered from the record and costs nothing.

        troupe complete @kael --plan
        troupe complete @kael --views back,profile-left --look winter -m gemini-3-pro-image
        troupe complete accept @kael 01K8Z3 01K8Z4/1 --pin

      The words are those of the library's snippet view-back, if there is one, in which {who} is the \
      asset.
      """,
    subcommands: [CompleteMakeCommand.self, CompleteAcceptCommand.self],
    defaultSubcommand: CompleteMakeCommand.self)
}

struct CompleteMakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Make missing views. This is what 'complete' alone does.",
    discussion: """
        troupe complete make @kael --views back,face
      """)

  @Argument(help: ArgumentHelp("The asset.", valueName: "@handle"), completion: .cast)
  var asset: String

  @Option(
    help: "The views to make, between commas. Default: all that are missing.", completion: .views)
  var views: String?

  @Option(help: "The look to show. Default: the usual one.", completion: .looks)
  var look: String?

  @Option(
    name: .shortAndLong, help: "The model, by id or alias. Default: troupe.toml's.",
    completion: .models)
  var model: String?

  @Option(
    help: ArgumentHelp("Aspect ratio, such as 2:3. Default: the model's.", valueName: "w:h"),
    completion: .aspects)
  var aspect: String?

  @Option(help: "A size that the model has, such as 2K. Default: the model's.", completion: .sizes)
  var size: String?

  @Flag(help: "Show what would be sent and its price, and send nothing.")
  var plan = false

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await plan ? global.openToRead() : global.openToSpend()
    global.console.warn(of: try await library.likenessWarnings(for: [Handle(asset)]))
    let requests = try await library.viewRequests(
      for: Handle(asset),
      views: (views ?? "").split(separator: ",").map { View(rawValue: "\($0)") },
      look: look, options)
    if requests.isEmpty {
      try global.console.document(CompletionDocument(views: [], costUSD: 0))
      return global.console.say("No view of \(asset) is missing: 'troupe coverage \(asset)'.")
    }
    let planned = try await CompletionPlan(requests, in: library)
    if plan {
      try global.console.document(planned.document)
      return global.console.print(planned.text)
    }
    global.console.say(planned.text)
    try await agree(to: planned, library)
    let listing = ResultListing(library: library, console: global.console)
    var made: [GenerationResult] = []
    do {
      for request in requests {
        global.console.say("\(request.view.rawValue):")
        made += try await library.generate(
          request.prompt, request.options, onEvent: listing.show(event:))
      }
    } catch {
      // What was made before is shown all the same.
      listing.show(event: .stopped(error))
    }
    try listing.finish(made, asked: requests.count)
    global.console.say("To keep some: troupe complete accept \(asset) ID …")
  }

  private var options: GenerateOptions {
    var options = GenerateOptions()
    (options.model, options.aspect, options.size) = (model, aspect, size)
    return options
  }

  /// - Throws: `RequestError.tooExpensive` where all together pass the bound, `RequestError.notApproved` for a no.
  private func agree(to planned: CompletionPlan, _ library: Library) async throws {
    if let bound = cost.maxCost ?? library.settings.maxCost {
      guard let price = planned.costUSD, price <= bound else {
        throw TroupeError.request(.tooExpensive(estimate: planned.costUSD, bound: bound))
      }
    }
    if planned.costUSD == 0 { return }
    let spending = Spending(
      model: planned.model, images: planned.all.count, costUSD: planned.costUSD,
      isAsked: planned.costUSD.map { $0 > library.settings.askAbove } ?? true)
    guard try await global.console.approval(cost)(spending) else {
      throw TroupeError.request(
        .notApproved(model: planned.model, images: planned.all.count, costUSD: planned.costUSD))
    }
  }
}

struct CompleteAcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Add views that were made as references of the asset.",
    discussion: """
      Each gets the view and the look that it was made to show, and the record keeps where it came \
      from.

        troupe complete accept @kael 01K8Z3 01K8Z4/1 --pin
      """)

  @Argument(help: ArgumentHelp("The asset.", valueName: "@handle"), completion: .cast)
  var asset: String

  @Argument(
    help: "Images that 'complete' made: GENERATION, GENERATION/N or @last.", completion: .images)
  var images: [String]

  @Flag(help: "Choose these pictures before others of the asset.")
  var pin = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let added = try await library.acceptViews(
      images.map { ImageName($0) }, of: Handle(asset), isPinned: pin)
    try AddedListing(library: library, console: global.console).show(added)
  }
}
