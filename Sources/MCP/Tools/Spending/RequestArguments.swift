import Troupe

/// The arguments that describe a request, which plans and sends share: a plan's digest fits only the same again.
enum RequestArguments {
  static let prompt = Parameter(
    "prompt", required: true, "What the picture shows, or what changes; @handles name the cast.")

  static let all = [
    Parameter("model", "Its id or alias. Default: the parent's, else the settings'."),
    Parameter("aspect", "W:H, as in 16:9. Default: the settings', else the model's."),
    Parameter("size", "One of the model's, as in 2K. Default: the model's."),
    Parameter("seed", .integer, "For models that take one."),
    Parameter("count", .integer, "How many images, 1 to 100. Default: 1."),
    Parameter(
      "references", .texts,
      "More pictures, each with what it is for: pose.png:pose, @last:composition, x.png:style."),
    Parameter("with", .texts, "Handles to send pictures of though the prompt does not name them."),
    Parameter("without", .texts, "Handles to send no picture of."),
    Parameter(
      "overflow", .word(Overflow.allCases.map(\.rawValue)),
      "When not all fit: fail, sheet (several on one picture) or drop. Default: fail."),
    Parameter("options", .fields, "Other settings of the model, by name."),
    Parameter("variables", .fields, "Values for {name} in the prompt."),
    Parameter("fresh", .flag, "Send an equal request again. Default: answer it from the record."),
  ]

  /// What every tool that may be billed needs.
  static let consent = [
    Parameter("plan_digest", required: true, "The digest that plan gave for the same arguments."),
    Parameter(
      "max_cost_usd", .number, required: true, "The most that it may cost, US dollars, 0 or more."),
  ]

  /// The options that a call describes.
  static func options(_ call: Call) throws -> GenerateOptions {
    var options = GenerateOptions()
    options.model = call.text("model")
    options.aspect = call.text("aspect")
    options.size = call.text("size")
    options.seed = call["seed"]?.integer
    options.count = try call.integer("count", 1...100)
    options.references = try (call.texts("references") ?? []).map { text in
      let input = NamedInput(text)
      if case .file = input.image { try call.takeNoFiles(text) }
      return input
    }
    options.with = try (call.texts("with") ?? []).map { try NamedLook(typed: $0) }
    options.without = try (call.texts("without") ?? []).map {
      try Handle(String($0.trimmingPrefix("@")))
    }
    options.overflow = call.text("overflow").flatMap(Overflow.init(rawValue:)) ?? .fail
    options.options = call["options"]?.fields.compactMapValues(\.text) ?? [:]
    options.variables = call["variables"]?.fields.compactMapValues(\.text) ?? [:]
    options.isFresh = call.flag("fresh")
    return options
  }

  /// The same with the consent that the call carries.
  static func approved(_ call: Call) throws -> (GenerateOptions, most: Double) {
    var options = try options(call)
    let most = try maxCost(call)
    options.expected = call.needed("plan_digest")
    options.maxCost = most
    return (options, most)
  }

  /// The bound of a call.
  static func maxCost(_ call: Call) throws -> Double {
    guard let most = call["max_cost_usd"]?.number, most >= 0 else {
      throw TroupeError.invalidValue(
        name: "max_cost_usd", value: call["max_cost_usd"]?.line ?? "",
        expected: "0 or more US dollars")
    }
    return most
  }
}
