import ArgumentParser
import Foundation
import Troupe

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what 'generate' would send, why, and at what price.",
    discussion: """
      Nothing is sent, no generation recorded, no key needed. A file given with --edit or --ref \
      is copied into the library. The digest stands for all that would be sent and its price: with \
      --expect, 'generate' and 'edit' send exactly that, or nothing.

        troupe plan "@kael and @mira at the harbor" --model gemini-3-pro-image
        troupe plan "@kael waves" --compare gemini-3-pro-image gemini-2.5-flash-image
        troupe plan "@kael waves" --sheet sent.png
        troupe plan "close-up of @kael's hand" --explain
        troupe plan --against @last
      """)

  @Argument(
    help: "What the picture shows; @handles name the cast. With --against, default: as recorded.",
    completion: .prompts)
  var prompt: String?

  @Option(help: "Plan an edit of this image, as 'edit' would send it.", completion: .images)
  var edit: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Several models side by side: which pictures each would get, and its price.",
      valueName: "model"), completion: .models)
  var compare: [String] = []

  @Option(
    help: ArgumentHelp(
      "Draw the pictures as they would be sent, in order, into this PNG; nothing is overwritten.",
      valueName: "file.png"), completion: .file())
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      """
      What today's request would send differently from this generation, and why: @last, or the \
      first letters of an id.
      """, valueName: "id"), completion: .generations)
  var against: String?

  @Flag(
    help: "Tell which words of the prompt were taken to ask for which view, framing or feeling.")
  var explain = false

  @OptionGroup(title: "Request") var request: GenerateArguments
  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if prompt == nil && against == nil {
      throw ValidationError("A prompt is missing, as in: troupe plan \"@kael waves\"")
    }
    let forms = [!compare.isEmpty, sheet != nil, against != nil]
    if forms.count(where: \.self) > 1 {
      throw ValidationError("Use only one of --compare, --sheet and --against.")
    }
    var recorded = GenerateOptions()
    recorded.model = request.model
    if prompt == nil && ((try? request.options()) != recorded || edit != nil) {
      throw ValidationError(
        "Without a prompt the recorded request is planned as it was; only --model can change.")
    }
    if !compare.isEmpty && request.model != nil {
      throw ValidationError("--compare names the models; leave --model out.")
    }
  }

  func run() async throws {
    if let sheet { try NewFile.check(sheet) }
    let library = try await global.openToRead(refreshing: true)
    if let against { return try await drift(library, from: against) }
    let prompt = try PromptWords.read(prompt ?? "")
    if !compare.isEmpty {
      let all = try await library.plans(
        prompt, on: compare, parent: edit.map(ImageName.init(argument:)), request.options())
      try global.console.document(ComparisonDocument(all))
      return global.console.print(PlanComparison(all: all).text)
    }
    guard let sheet else {
      let plan = try await library.plan(
        prompt, parent: edit.map(ImageName.init(argument:)), request.options())
      try global.console.document(plan)
      return global.console.print(PlanListing(plan: plan, explains: explain).text)
    }
    let drawn = try await library.planSheet(
      prompt, parent: edit.map(ImageName.init(argument:)), request.options())
    try NewFile.write(drawn.sheet.png, to: sheet)
    global.console.sayLacking(drawn.sheet.lacking)
    try global.console.document(PlanSheetDocument(drawn, path: sheet))
    global.console.print("\(sheet)")
    await showing.screen(global.console)?.show(.file(URL(filePath: sheet)), in: library)
  }

  private func drift(_ library: Library, from generation: String) async throws {
    let drift = try await library.drift(
      from: GenerationName(generation), prompt: prompt, parent: edit.map(ImageName.init(argument:)),
      request.options())
    try global.console.document(drift)
    global.console.print(DriftListing(drift: drift).text)
  }
}

private struct ComparisonDocument: Encodable {
  let models: [Entry]

  /// A plan, or an error as its code and sentence; both are written, one as `null`.
  struct Entry: Encodable {
    let model: String
    let plan: Plan?
    let error: Fault?

    struct Fault: Encodable {
      let code: String
      let message: String
    }

    private enum CodingKeys: String, CodingKey { case model, plan, error }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(model, forKey: .model)
      try container.encode(plan, forKey: .plan)
      try container.encode(error, forKey: .error)
    }
  }

  init(_ all: [PlannedModel]) {
    models = all.map { one in
      Entry(
        model: one.model, plan: one.plan,
        error: one.error.map { .init(code: $0.code, message: $0.sentence) })
    }
  }
}

private struct PlanSheetDocument: Encodable {
  let plan: Plan
  let sheet: String
  let width: Int
  let height: Int
  let images: [Image]
  let lacking: String

  /// The exact bytes of one image.
  struct Image: Encodable {
    let position: Int
    let label: String
    let rendition: Digest
    let type: MediaType
    let byteCount: Int
    let width: Int?
    let height: Int?

    init(_ input: SentInput) {
      position = input.position
      label = input.label
      rendition = input.rendition.digest
      type = input.rendition.type
      byteCount = input.rendition.byteCount
      width = input.rendition.width
      height = input.rendition.height
    }
  }

  init(_ drawn: PlanSheet, path: String) {
    plan = drawn.plan
    sheet = path
    width = drawn.sheet.width
    height = drawn.sheet.height
    images = drawn.images.map(Image.init)
    lacking = drawn.sheet.lacking
  }
}
