import Foundation

/// What Model Studio takes, by its API references.
struct DashScopeSchema {
  let isTask: Bool

  private static let tasks: Set = [
    "qwen-image-3.0-pro", "qwen-image-3.0", "wan2.7-image-pro", "wan2.7-image", "wan2.6-image",
  ]

  private static func parameters(of model: String) -> Set<String> {
    let common: Set = ["n", "seed", "watermark"]
    if model == "qwen-image-edit" { return common.union(["negative_prompt"]) }
    let sized = common.union(["size"])
    if model.hasPrefix("wan2.7") { return sized.union(["thinking_mode"]) }
    if model == "qwen-image-2.1-pro" {
      return sized.union(["prompt_extend", "prompt_extend_mode", "enable_thinking"])
    }
    let usual = sized.union(["prompt_extend", "negative_prompt"])
    return model.hasPrefix("qwen-image-3.0")
      ? usual.union(["prompt_extend_mode", "enable_thinking"]) : usual
  }

  private static func images(of model: String) -> ClosedRange<Int> {
    if model.hasPrefix("qwen-image-2.1") { return 0...10 }
    if model.hasPrefix("wan2.7") { return 0...9 }
    if model == "wan2.6-image" { return 1...4 }
    if model.hasPrefix("qwen-image-edit") { return 1...3 }
    return ["qwen-image", "qwen-image-max", "qwen-image-plus"].contains(model) ? 0...0 : 0...3
  }

  /// What is wrong in `body`, in words; `nil` where nothing is.
  func fault(in body: Data) -> String? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any],
      Set(document.keys) == ["model", "parameters", "input"],
      let model = document["model"] as? String,
      let parameters = document["parameters"] as? [String: Any],
      let input = document["input"] as? [String: Any], Set(input.keys) == ["messages"],
      let messages = input["messages"] as? [[String: Any]], messages.count == 1,
      Set(messages[0].keys) == ["role", "content"], messages[0]["role"] as? String == "user",
      let content = messages[0]["content"] as? [[String: String]]
    else { return "Invalid body" }
    if isTask, !Self.tasks.contains(model) { return "The model takes no tasks" }
    return fault(in: parameters, of: model) ?? fault(in: content, of: model)
  }

  private func fault(in parameters: [String: Any], of model: String) -> String? {
    let known = Self.parameters(of: model)
    if let extra = parameters.keys.sorted().first(where: { !known.contains($0) }) {
      return "Unknown parameter \(extra)"
    }
    guard let count = parameters["n"] as? Int, (1...6).contains(count) else { return "n" }
    if let size = parameters["size"] {
      guard (size as? String)?.wholeMatch(of: /[1-9][0-9]{2,3}\*[1-9][0-9]{2,3}/) != nil else {
        return "size"
      }
    }
    if let seed = parameters["seed"] {
      guard let seed = seed as? Int, (0...2_147_483_647).contains(seed) else { return "seed" }
    }
    let lacking = known.intersection(["prompt_extend", "watermark"]).filter {
      parameters[$0] as? Bool == nil
    }
    return lacking.sorted().first
  }

  private func fault(in content: [[String: String]], of model: String) -> String? {
    guard let words = content.last, Set(words.keys) == ["text"], words["text"]?.isEmpty == false
    else { return "content must end with one text" }
    let images = content.dropLast()
    guard Self.images(of: model).contains(images.count) else {
      return "\(model) takes \(Self.images(of: model)) images"
    }
    let isFaulty = images.contains { image in
      guard Set(image.keys) == ["image"], let address = image["image"] else { return true }
      if address.hasPrefix("https://") { return false }
      let head = "data:image/png;base64,"
      return !address.hasPrefix(head)
        || Data(base64Encoded: String(address.dropFirst(head.count)))?.starts(with: [0x89, 0x50])
          != true
    }
    return isFaulty ? "Invalid image" : nil
  }
}
