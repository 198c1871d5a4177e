import Foundation

/// What a model takes, by the types of the SDK `runwayml` 5.24.0.
struct RunwaySchema {
  let body: Data

  /// The field that is wrong, and how; `nil` where none is.
  var fault: (String, String)? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
      return ("", "Invalid JSON")
    }
    guard let model = document["model"] as? String, let ratios = RunwayRatios.of(model) else {
      return ("model", "Invalid discriminator value")
    }
    let shape = RunwayShape(model)
    if let extra = document.keys.sorted().first(where: { !shape.fields.contains($0) }) {
      return (extra, "Unrecognized key")
    }
    guard let prompt = document["promptText"] as? String, !prompt.isEmpty,
      prompt.utf16.count <= shape.longestPrompt
    else { return ("promptText", "String must contain 1 to so many character(s)") }
    let references = document["referenceImages"] as? [[String: Any]] ?? []
    if let ratio = document["ratio"] as? String {
      guard ratios.contains(Substring(ratio)) else { return ("ratio", "Invalid enum value") }
    } else if !(shape.isShapeless && references.count == 1) {
      return ("ratio", "Required")
    }
    if let moderation = document["contentModeration"] as? [String: String] {
      guard
        moderation == ["publicFigureThreshold": "low"]
          || moderation == ["publicFigureThreshold": "auto"]
      else { return ("contentModeration", "Unrecognized key") }
    }
    if let count = document["outputCount"], count as? Int != 1 { return ("outputCount", "Not one") }
    guard shape.references.contains(references.count) else {
      return ("referenceImages", "Array must contain so many element(s)")
    }
    return fault(in: references, shape, prompt: prompt)
  }

  private func fault(
    in references: [[String: Any]], _ shape: RunwayShape, prompt: String
  ) -> (String, String)? {
    var tags: Set<String> = []
    for reference in references {
      guard Set(reference.keys).isSubset(of: shape.referenceFields) else {
        return ("referenceImages", "Unrecognized key")
      }
      guard let uri = reference["uri"] as? String, Self.isPicture(uri) else {
        return ("referenceImages", "Invalid uri")
      }
      if let subject = reference["subject"] as? String, !["human", "object"].contains(subject) {
        return ("referenceImages", "Invalid subject")
      }
      guard let tag = reference["tag"] as? String else { continue }
      guard tag.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]{2,15}/) != nil, tags.insert(tag).inserted,
        prompt.contains("@\(tag) ")
      else { return ("referenceImages", "Invalid tag") }
    }
    return nil
  }

  private static func isPicture(_ uri: String) -> Bool {
    if uri.hasPrefix("https://") { return uri.utf8.count <= 2048 }
    guard uri.utf8.count < 5 << 20, let comma = uri.firstIndex(of: ","),
      ["data:image/png;base64", "data:image/jpeg;base64", "data:image/webp;base64"]
        .contains(uri[..<comma])
    else { return false }
    return Data(base64Encoded: String(uri[uri.index(after: comma)...]))?.starts(with: [0x89, 0x50])
      == true
  }
}

/// The form of a model's requests.
struct RunwayShape {
  private let model: String

  init(_ model: String) { self.model = model }

  private static let own: [String: Set<String>] = [
    "gen4_image": ["contentModeration", "seed"], "gen4_image_turbo": ["contentModeration", "seed"],
    "gpt_image_2": ["background", "outputCount", "quality"],
    "gpt_image_2_5_flare": ["background", "outputCount", "quality"],
    "gpt_image_2_5_sunburst": ["background", "outputCount", "quality"],
    "gemini_image3_pro": ["outputCount"], "gemini_image3.1_flash": ["outputCount"],
    "gemini_image3.1_flash_lite": ["outputCount"],
    "nano_banana_2.1": ["outputCount", "thinkingLevel"],
    "muse_image": ["outputCount", "outputFormat"],
    "seedream5_pro": ["grounding", "outputCount", "outputFormat"],
    "seedream5_lite": ["grounding", "outputCount", "outputFormat"],
    "seedream5_flash": ["outputCount", "outputFormat"],
    "grok_imagine_image_2": ["edit", "outputCount", "quality"],
    "bria_fibo_1_5": ["outputFormat", "seed"], "bria_fibo_edit_1_5": ["outputFormat", "seed"],
    "ideogram_4_0": ["outputCount", "quality"],
    "ideogram_4_5": ["maskUri", "outputCount", "preciseEdit", "quality"],
    "recraft_v4_1_flash": ["backgroundColor", "colors", "outputCount", "outputFormat", "seed"],
  ]

  var fields: Set<String> {
    let common: Set = ["model", "promptText", "ratio"]
    let all = common.union(Self.own[model] ?? [])
    return model.hasPrefix("recraft") ? all : all.union(["referenceImages"])
  }

  var referenceFields: Set<String> {
    if model.hasPrefix("gemini_image3") { return ["uri", "tag", "subject"] }
    let isTagged = ["gen4", "gpt", "gemini", "nano"].contains { model.hasPrefix($0) }
    return isTagged ? ["uri", "tag"] : ["uri"]
  }

  var references: ClosedRange<Int> {
    switch model {
    case "gen4_image_turbo": 1...3
    case "gen4_image", "gemini_2.5_flash", "grok_imagine_image_2": 0...3
    case _ where model.hasPrefix("gpt"): 0...16
    case _ where model.hasPrefix("gemini") || model.hasPrefix("nano"): 0...14
    case "muse_image": 0...10
    case "bria_fibo_edit_1_5": 1...4
    case "bria_fibo_1_5", "ideogram_4_0": 0...1
    case "ideogram_4_5": 0...5
    default: 0...20
    }
  }

  var isShapeless: Bool { model == "bria_fibo_edit_1_5" }

  var longestPrompt: Int { model.hasPrefix("gen4") ? 1000 : 32_000 }
}
