internal import Foundation

/// A generation as a line of JSON that `Library.importGenerations(lines:onEvent:)` reads: what it does not know it keeps.
struct GenerationLine: Encodable {
  let id: String
  let createdAt: Date
  let prompt: String
  let model: String
  let provider: String
  let state: String
  let cast: [String]
  let tags: [String]
  let seed: Int?
  let parent: String?
  let image: Images?
  let digest: String?
  let width: Int?
  let height: Int?
  let promptSent: String?
  let negativePrompt: String?
  let parameters: [String: String]?
  let member: String?
  let costUSD: Double?
  let rating: Int?

  /// What an import reads of a line; what else it says is kept as it is.
  static let readMembers = [
    "id", "created_at", "prompt", "model", "state", "cast", "tags", "seed", "parent", "image",
  ]

  /// Paths of images: a text where it is one, else a list.
  struct Images: Encodable {
    let paths: [String]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if paths.count == 1 { try container.encode(paths[0]) } else { try container.encode(paths) }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case id, createdAt, prompt, model, provider, state, cast, tags, seed, parent, image, digest,
      width, height, promptSent, negativePrompt, parameters, member, rating
    case costUSD = "cost_usd"
  }

  /// - Parameter images: where its images stand, from the folder of the lines.
  init(_ one: ExportedGeneration, images: [String] = []) {
    let generation = one.generation
    let output = generation.outputs.first
    id = "\(generation.id)"
    createdAt = generation.createdAt
    prompt = generation.prompt
    model = generation.model
    provider = generation.provider
    // A line tells of what has ended.
    state =
      [.done, .refused, .failed].contains(generation.state)
      ? generation.state.rawValue
      : "unknown"
    cast = one.facts.cast
    tags = Set(one.annotations.flatMap(\.tags)).sorted()
    seed = one.seed
    let origin = generation.parent?.origin?.generation ?? generation.imported?.parent
    parent = origin.map { "\($0)" } ?? generation.imported?.missingParent
    image = images.isEmpty ? nil : Images(paths: images)
    digest = output.map { "\($0.digest)" }
    width = output?.width
    height = output?.height
    promptSent = generation.promptSent == generation.prompt ? nil : generation.promptSent
    negativePrompt = one.negativePrompt
    let options = Self.parameters(generation)
    parameters = options.isEmpty ? nil : options
    member = generation.member
    costUSD = generation.costUSD
    rating = one.annotations.compactMap(\.rating).first
  }

  private static func parameters(_ generation: Generation) -> [String: String] {
    var all = generation.parameters.sent.options
    all["aspect"] = generation.parameters.sent.aspect
    all["size"] = generation.parameters.sent.size
    let prefix = "parameters."
    for (name, value) in generation.imported?.details ?? [:] where name.hasPrefix(prefix) {
      all[String(name.dropFirst(prefix.count))] = value
    }
    return all
  }
}
