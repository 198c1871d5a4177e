import ArgumentParser
import Foundation
import Troupe

/// What a request may say besides its prompt.
struct GenerateArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "The model, by id or alias. Default: the edited image's, then troupe.toml's.",
    completion: .models)
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Aspect ratio, such as 16:9. Default: troupe.toml's, then the model's; an edit keeps its own.",
      valueName: "w:h"), completion: .aspects)
  var aspect: String?

  @Option(help: "A size that the model has, such as 2K. Default: the model's.", completion: .sizes)
  var size: String?

  @Option(
    help: ArgumentHelp(
      """
      How many images, 1 to 100: each a request with its own price, always sent again unless \
      --expect names their plan, several at once (requests_at_once in troupe.toml). Default: one.
      """,
      valueName: "n"))
  var count: Int?

  @Flag(
    help: """
      Make it in a batch: at a lower price (half, at Google), within a day instead of a minute. \
      Nothing is waited for; 'troupe batch fetch' fetches what has come.
      """)
  var batch = false

  @Option(
    name: .customLong("ref"),
    help: ArgumentHelp(
      """
      One more picture to send: a reference's digest, a generated image or a file, with what it is \
      for if need be, as in pose.png:pose or hat.png:object (identity, style, pose, composition, \
      background; character, object, place). Default: a character. Repeat for more.
      """,
      valueName: "image[:use]"), completion: .images)
  var references: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      What of the edited image may change, for models that take a mask: a PNG of its size, \
      transparent where it may.
      """, valueName: "image"), completion: .file(extensions: ["png"]))
  var mask: String?

  @Option(
    name: .customLong("uri"),
    help: ArgumentHelp(
      """
      The address of one more picture, which the provider fetches itself: https:// or gs://, with \
      its type and what it is for if need be, as in https://example.com/kael:image/png:pose. The \
      record holds the address, not the picture. Repeat for more.
      """, valueName: "address[:type][:use]"))
  var uris: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send no picture of this one, though the prompt names it. Repeat for more.",
      valueName: "@handle"), completion: .cast)
  var without: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave this trait of the cast out of the words, as in 'gray hair'. Repeat for more.",
      valueName: "trait"))
  var withoutTrait: [String] = []

  @Option(
    help: ArgumentHelp(
      "Load no LoRA of this one, whatever the model takes. Repeat for more.", valueName: "@handle"),
    completion: .cast)
  var withoutAdapter: [String] = []

  @Flag(help: "Send no descriptions of characters and objects, only their traits.")
  var noDescriptions = false

  @Option(
    help: ArgumentHelp(
      """
      Send pictures of this one too, though the prompt does not name it; @kael/casual for a look. \
      Repeat for more.
      """, valueName: "@handle"), completion: .castAndLooks)
  var with: [String] = []

  @Option(
    name: .customLong("view"),
    help: ArgumentHelp(
      """
      A view to show besides those that the prompt asks for in words: profile, or @kael=profile for \
      one alone, whom the prompt mentions. Repeat for more.
      """,
      valueName: "[@handle=]view"), completion: .views)
  var views: [String] = []

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      """
      Show this one as it was: one of its versions, which 'show @kael --versions' lists. Repeat for \
      more. Default: as it is today.
      """, valueName: "@handle#n"))
  var versions: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Which shot of the story it is: looks and traits of the cast that begin at a shot are as they \
      are then.
      """, valueName: "n"))
  var shot: Int?

  @Option(
    help: ArgumentHelp(
      """
      What to do when not all fit the model's limits: fail, sheet (several pictures on one) or drop \
      (the least prominent go).
      """))
  var overflow = Overflow.fail

  @Flag(
    help: """
      Go past what the model's vendor advises, by as little as lets all of the cast fit, up to what \
      the model accepts.
      """)
  var stretch = false

  @Flag(
    help: """
      Change an image even if there is nothing to see in it. Default: ask at a terminal, else stop.
      """)
  var allowBlank = false

  @Option(help: "A seed, for models that take one.")
  var seed: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A setting of the model, such as temperature=0.4 or stream=true; an unknown one lists them all. Repeat for more.",
      valueName: "name=value"))
  var option: [Setting] = []

  @Option(
    name: .customLong("var"),
    help: ArgumentHelp(
      """
      A value for {name} in the prompt, as in place=roof. %name stands for words of the library: \
      'troupe snippet list'. Repeat for more.
      """, valueName: "name=value"))
  var variables: [Setting] = []

  @Option(help: "How hard the model thinks first: one of its levels, such as high.")
  var thinking: String?

  @Option(help: "Let the model look things up: web, image, or web,image.")
  var search: String?

  func validate() throws {
    if let count, !(1...100).contains(count) {
      throw ValidationError("--count \(count) cannot be used: 1 to 100 images can be asked.")
    }
  }

  /// As the library takes it.
  /// - Throws: `TroupeError` for handles, views and addresses that break their rules.
  func options() throws -> GenerateOptions {
    var options = GenerateOptions()
    options.model = model
    options.aspect = aspect
    options.size = size
    options.seed = seed
    options.options = Dictionary(
      option.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    options.variables = Dictionary(
      variables.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    if let thinking { options.options["thinking"] = thinking }
    if let search { options.options["search"] = search }
    for text in references where text.contains(/^(?i:https?|gs):\/\//) {
      throw TroupeError.invalidValue(
        name: "reference", value: text,
        expected: "a digest, a generated image or a file; an address goes with --uri")
    }
    options.references = references.map(NamedInput.init(argument:))
    options.mask = mask.map(ImageName.init(argument:))
    options.uris = try uris.map { try ImageAddress(typed: $0) }
    options.without = try without.map { try Handle($0) }
    options.with = try with.map { try NamedLook(typed: $0) }
    options.views = try views.map { try ViewWish($0) }
    options.withoutTraits = withoutTrait
    options.withoutAdapters = try withoutAdapter.map { try Handle($0) }
    options.omitsDescriptions = noDescriptions
    options.allowsBlank = allowBlank
    options.versions = try versions.map { try NamedVersion(typed: $0) }
    options.shot = shot
    options.overflow = overflow
    options.usesHardLimits = stretch
    options.count = count
    options.isBatch = batch
    return options
  }
}
