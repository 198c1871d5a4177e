import TroupeVocabulary

/// What stands in the list of an answer: images, addresses, and places of images that were kept back.
struct XAIItems {
  /// Without an outcome of its own where there is no image.
  private(set) var decoded = DecodedAnswer(outcome: .images)
  /// Whether there is a list, and nothing in it.
  private(set) var isEmptyList = false

  private var said: String?
  private var kept = 0
  private var count = 0

  /// Takes in one document of the answer.
  mutating func take(_ node: JSONNode) {
    said = said ?? node["block_reason"]?.word
    guard let list = node["data"]?.elements else { return }
    isEmptyList = list.isEmpty
    for item in list { take(item: item) }
  }

  /// Why nothing came where all of it was kept back; `nil` where something else is the matter.
  var blockReason: String? {
    guard kept == count else { return nil }
    return said ?? (kept > 0 ? "respect_moderation" : nil)
  }

  private mutating func take(item: JSONNode) {
    count += 1
    if let words = item["revised_prompt"]?.text, !words.isEmpty { decoded.texts.append(words) }
    if case .bool(false)? = item["respect_moderation"] {
      kept += 1
      return decoded.unusable.append("an image was kept back by the vendor's moderation")
    }
    let places = [item["b64_json"], item["url"]].compactMap(\.self)
    guard let picture = places.first(where: { !$0.isNull }) else {
      return decoded.unusable.append("an image of the answer is missing")
    }
    let type = item["mime_type"]?.text.map { $0.hasPrefix("image/") ? String($0.dropFirst(6)) : $0 }
    decoded.add(OpenAIPicture(picture, format: type))
  }
}
