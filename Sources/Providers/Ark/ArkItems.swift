import TroupeVocabulary

/// What stands in the list of an answer: images, addresses, and errors in place of some.
struct ArkItems {
  /// Without an outcome of its own where there is no image.
  private(set) var decoded = DecodedAnswer(outcome: .images)
  /// Whether it has the shape of an answer.
  private(set) var isAnswer = false

  private var errors: [JSONNode] = []
  private var count = 0
  /// How many images it says were made; `nil` where it does not say.
  private var made: Int?

  /// Whether it lists nothing.
  var isEmpty: Bool { count == 0 }

  /// Takes in one document of the answer.
  mutating func take(_ node: JSONNode) {
    if let model = node["model"]?.word { decoded.modelVersion = model }
    takeUsage(node["usage"])
    guard let list = node["data"]?.elements else { return }
    isAnswer = isAnswer || node["created"] != nil || node["created_at"] != nil || !list.isEmpty
    for item in list { take(item: item, format: node["output_format"]?.text) }
  }

  private mutating func take(item: JSONNode, format: String?) {
    count += 1
    if let error = item["error"], error.isObject {
      errors.append(error)
      decoded.unusable.append(ArkRefusal.words(of: error))
      return
    }
    let places = [item["b64_json"], item["url"]].compactMap(\.self)
    guard let picture = places.first(where: { !$0.isNull }) else {
      decoded.unusable.append("an image of the answer is missing")
      return
    }
    decoded.add(OpenAIPicture(picture, format: item["output_format"]?.text ?? format))
  }

  /// All tokens that come back are those of images.
  private mutating func takeUsage(_ node: JSONNode?) {
    guard let node, node.isObject else { return }
    func count(_ name: String) -> Int? { node[name]?.integer.flatMap { $0 >= 0 ? $0 : nil } }
    made = count("generated_images")
    let output = count("output_tokens")
    decoded.usage = Usage(
      output: output, total: count("total_tokens"),
      outputByModality: output.map { ["IMAGE": $0] } ?? [:])
  }

  /// What a list without an image comes to where it holds nothing but errors, or nothing at all; `nil` otherwise, and
  /// where an image is said to have been made.
  var end: Outcome? {
    guard errors.count == count, made ?? 0 == 0 else { return nil }
    guard let first = errors.first else { return .noImage(reason: "no image in it") }
    if errors.allSatisfy(ArkRefusal.isAboutContent) {
      return .blocked(reason: first["code"]?.word ?? "content policy")
    }
    return made == 0 ? .noImage(reason: ArkRefusal.words(of: first)) : nil
  }
}
