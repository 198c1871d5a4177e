internal import Foundation
internal import TroupeInterchange
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage

/// A generation as exports tell of it.
struct ExportedGeneration: Sendable {
  let generation: Generation
  let facts: ExportFacts
  /// What is said of it and its images.
  let annotations: [Annotation]
  /// Whether it goes back to a file of the user's, which may be a photograph.
  let editsFile: Bool
  /// Whether it was drawn on this machine, by rules and not by a trained model.
  let isDrawn: Bool
  /// The marks that its provider declares to put into all images.
  let declaredMarks: [String]

  /// Reads those called `ids`, in their order.
  static func read(_ ids: [ULID], in services: Services) async throws -> [ExportedGeneration] {
    let providers = services.providers
    return try await services.generations.read { reader in
      let export = ExportReader(reader.connection)
      let facts = try export.facts(of: ids)
      let edits = try export.editsOfFiles(among: ids)
      let said = Dictionary(
        grouping: try AnnotationReader(reader.connection).annotations(of: ids),
        by: \.target.generation)
      return try reader.generations(ids).map { generation in
        let facts =
          facts[generation.id]
          ?? ExportFacts(recordDigest: "", cast: [], shot: nil, profile: nil, rest: nil)
        let profile = generation.imported == nil ? facts.profile : nil
        let provider = profile.flatMap { providers[$0.dialect] }
        return ExportedGeneration(
          generation: generation, facts: facts, annotations: said[generation.id] ?? [],
          editsFile: edits.contains(generation.id),
          isDrawn: provider.map { !$0.isRemote } ?? false,
          declaredMarks: profile.flatMap {
            provider?.declaredMarks(of: $0, sending: generation.parameters.sent)
          } ?? [])
      }
    }
  }

  /// What is said of the image at `position` and of all of them.
  func annotations(of position: Int) -> [Annotation] {
    annotations.filter { $0.target.position == nil || $0.target.position == position }
  }

  /// The rating of the image at `position`, from 1 to 5.
  func rating(of position: Int) -> Int? { annotations(of: position).compactMap(\.rating).first }

  /// The tags of the image at `position`, in order.
  func tags(of position: Int) -> [String] {
    Set(annotations(of: position).flatMap(\.tags)).sorted()
  }

  /// The model that answered, else the one that was asked for; `nil` where it is not known.
  var model: String? {
    let model = generation.modelResolved ?? generation.model
    return model == "unknown" ? nil : model
  }

  /// The seed that was sent.
  var seed: Int? { generation.parameters.sent.seed ?? generation.parameters.asked.seed }

  /// What it should not show, as it was told where it was made elsewhere or sent as a parameter.
  var negativePrompt: String? {
    generation.imported?.details["negative_prompt"]
      ?? generation.parameters.sent.options["negative_prompt"]
  }
}

extension ExportedGeneration {
  /// What stands for each field of a file's name.
  func fields(of position: Int) -> [String: String] {
    var fields: [FileNameField: String] = [
      .id: "\(generation.id)", .image: "\(position)",
      .asset: facts.cast.prefix(3).joined(separator: "+"),
      .prompt: String(generation.prompt.prefix(60)), .model: model ?? "",
      .date: "\(generation.createdAt.formatted(.iso8601.year().month().day()))",
    ]
    if let seed { fields[.seed] = "\(seed)" }
    if let rating = rating(of: position) { fields[.rating] = "\(rating)" }
    if let shot = facts.shot {
      let file = (shot.scene as NSString).lastPathComponent as NSString
      fields[.scene] = file.deletingPathExtension
      fields[.shot] = shot.id
    }
    return Dictionary(uniqueKeysWithValues: fields.map { ($0.key.rawValue, $0.value) })
  }

  /// What AUTOMATIC1111 would write of it; of one that another tool made what that told.
  func parameters(width: Int?, height: Int?) -> ParametersText {
    var told = toldParameters
    var facts: [(String, String)] = []
    for name in ["Steps", "Sampler", "Schedule type", "CFG scale"] {
      if let value = told.removeValue(forKey: name) { facts.append((name, value)) }
    }
    if let seed { facts.append(("Seed", "\(seed)")) }
    if let width, let height { facts.append(("Size", "\(width)x\(height)")) }
    for name in ["Seed", "Size", "Version", "Model"] { told[name] = nil }
    if let model { facts.append(("Model", model)) }
    let options = generation.parameters.sent.options.filter { $0.key != "negative_prompt" }
    for (name, value) in told.merging(options, uniquingKeysWith: { $1 }).sorted(by: {
      $0.key < $1.key
    }) {
      facts.append((name, value))
    }
    facts.append(("Version", "Troupe"))
    return ParametersText(prompt: generation.prompt, negative: negativePrompt, facts: facts)
  }

  /// What another tool told of how it was made, by the tool's names.
  private var toldParameters: [String: String] {
    let prefix = "parameters."
    var told: [String: String] = [:]
    for (name, value) in generation.imported?.details ?? [:] where name.hasPrefix(prefix) {
      told[String(name.dropFirst(prefix.count))] = value
    }
    return told
  }
}
