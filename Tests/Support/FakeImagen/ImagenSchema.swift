import Foundation

/// What Imagen takes, by google-genai and the vendor's reference.
struct ImagenSchema {
  /// Which model is asked where.
  struct Road {
    let isVertex: Bool
    let model: String

    /// `nil` for an address of another form.
    init?(path: String) {
      let vertex =
        /\/v1beta1(?:\/projects\/[^\/]+\/locations\/[^\/]+)?\/publishers\/google\/models\/(imagen-[a-z0-9.-]+):predict/
      if let found = path.wholeMatch(of: vertex)?.output {
        (isVertex, model) = (true, String(found.1))
      } else if let found = path.wholeMatch(of: /\/v1beta\/models\/(imagen-[a-z0-9.-]+):predict/)?
        .output
      {
        (isVertex, model) = (false, String(found.1))
      } else {
        return nil
      }
    }
  }

  private let road: Road

  init(_ road: Road) { self.road = road }

  private var takesReferences: Bool { road.isVertex && road.model.contains("capability") }

  private var fields: Set<String> {
    var fields: Set = [
      "sampleCount", "aspectRatio", "guidanceScale", "safetySetting", "personGeneration",
      "includeRaiReason", "language", "outputOptions",
    ]
    if road.isVertex { fields.formUnion(["negativePrompt", "seed", "addWatermark"]) }
    if takesReferences { fields.formUnion(["editMode", "editConfig"]) }
    if road.isVertex, !takesReferences { fields.insert("enhancePrompt") }
    if road.model.contains("4.0"), !road.model.contains("fast") { fields.insert("sampleImageSize") }
    return fields
  }

  /// The field that is wrong in `body`; `nil` where none is.
  func fault(in body: Data) -> String? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any],
      Set(document.keys) == ["instances", "parameters"],
      let instances = document["instances"] as? [[String: Any]], instances.count == 1,
      let parameters = document["parameters"] as? [String: Any]
    else { return "body" }
    if let extra = parameters.keys.sorted().first(where: { !fields.contains($0) }) { return extra }
    if parameters["seed"] != nil, parameters["addWatermark"] as? Bool != false { return "seed" }
    guard parameters["sampleCount"] as? Int == 1 else { return "sampleCount" }
    guard let prompt = instances[0]["prompt"] as? String, !prompt.isEmpty else { return "prompt" }
    guard Set(instances[0].keys).isSubset(of: ["prompt", "referenceImages"]) else {
      return "instances"
    }
    let references = instances[0]["referenceImages"] as? [[String: Any]]
    guard takesReferences == (references != nil), (references ?? []).count <= 4 else {
      return "referenceImages"
    }
    let isEdit = parameters["editMode"] != nil
    return (references ?? []).lazy.compactMap { fault(in: $0, prompt, isEdit) }.first
      ?? fault(inMasksOf: references ?? [])
  }

  /// A mask of the user's own is laid over the picture that is edited.
  private func fault(inMasksOf references: [[String: Any]]) -> String? {
    func bytes(_ type: String) -> Data? {
      references.first { $0["referenceType"] as? String == "REFERENCE_TYPE_" + type }
        .flatMap { $0["referenceImage"] as? [String: String] }
        .flatMap { Data(base64Encoded: $0["bytesBase64Encoded"] ?? "") }
    }
    guard let mask = bytes("MASK") else { return nil }
    return PNGHead.isPainted(mask, over: bytes("RAW") ?? Data()) ? nil : "maskImageConfig"
  }

  private func fault(in reference: [String: Any], _ prompt: String, _ isEdit: Bool) -> String? {
    let configurations = [
      "RAW": nil, "SUBJECT": "subjectImageConfig", "STYLE": "styleImageConfig",
      "CONTROL": "controlImageConfig", "MASK": "maskImageConfig",
    ]
    guard let type = reference["referenceType"] as? String, type.hasPrefix("REFERENCE_TYPE_"),
      let configuration = configurations[String(type.dropFirst(15))],
      let number = reference["referenceId"] as? Int, number > 0
    else { return "referenceType" }
    let isMask = type.hasSuffix("MASK")
    var known: Set = ["referenceType", "referenceId"]
    let mask = reference["maskImageConfig"] as? [String: Any]
    let hasImage = !isMask || mask?["maskMode"] as? String == "MASK_MODE_USER_PROVIDED"
    if hasImage { known.insert("referenceImage") }
    if let configuration { known.insert(configuration) }
    guard Set(reference.keys) == known else { return "referenceImages" }
    if isMask, !isEdit { return "editMode" }
    if !hasImage { return nil }
    let image = reference["referenceImage"] as? [String: String] ?? [:]
    guard Set(image.keys) == ["bytesBase64Encoded", "mimeType"],
      let bytes = Data(base64Encoded: image["bytesBase64Encoded"] ?? ""),
      bytes.starts(with: [0x89, 0x50])
    else { return "referenceImage" }
    return isEdit || prompt.contains("[\(number)]") ? nil : "prompt: [\(number)]"
  }
}
