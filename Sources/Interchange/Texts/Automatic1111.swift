extension ForeignRecord {
  /// Reads the text layout of AUTOMATIC1111, which many tools write.
  static func automatic1111(_ texts: TextSet) -> ForeignRecord? {
    for entry in texts.entries where isCarrier(entry) {
      if let record = generationText(entry.text) { return record }
    }
    return postprocessing(texts)
  }

  private static func isCarrier(_ entry: TextSet.Entry) -> Bool {
    guard entry.json?.object == nil else { return false }
    return switch entry.place {
    case .png:
      ["parameters", "usercomment", "comment", "description"].contains(entry.name)
        || entry.name.hasPrefix("stealth")
    case .exif: ["usercomment", "imagedescription"].contains(entry.name)
    case .xmp: ["exif:usercomment", "dc:description"].contains(entry.name)
    case .comment: true
    case .sidecar: entry.name == "txt"
    }
  }

  /// Reads one such text; nil where it shows no sign of the layout.
  static func generationText(_ text: String) -> ForeignRecord? {
    let content = GenerationText(text)
    let signs = ["Steps", "Seed", "Sampler", "CFG scale", "Guidance Scale", "Model hash"]
    guard
      signs.contains(where: { content.values[$0] != nil }) || content.values["Version"] == "Troupe"
        || (content.values.isEmpty && content.negativePrompt != nil)
    else { return nil }
    var record = ForeignRecord(tool: tool(of: content))
    record.prompt = content.prompt.nonBlank
    record.negativePrompt = content.negativePrompt?.nonBlank
    record.setSeed(content.values["Seed"].flatMap { LooseJSON.seed($0) })
    record.createdAt = date(content.values["Created Date"])
    for (name, value) in content.values where !["Seed", "Model"].contains(name) {
      record.keep(name, value)
    }
    for (name, value) in content.sections { record.keep(name, value) }
    record.setModel(content.values["Model"])
    record.addRemarks(on: content)
    record.dropPlaceholders()
    return record
  }

  /// Leaves out what a node of ComfyUI writes where it found no prompt: `unknown` and a seed of 0.
  private mutating func dropPlaceholders() {
    guard tool == "ComfyUI", prompt == "unknown" else { return }
    prompt = nil
    if negativePrompt == "unknown" { negativePrompt = nil }
    if seed == "0" { (seed, seeds) = (nil, []) }
    notes.append("The text says that the prompt is unknown.")
  }

  private mutating func setModel(_ name: String?) {
    guard let name else { return }
    let isHash = [8, 10, 64].contains(name.utf8.count) && name.allSatisfy(\.isHexDigit)
    if isHash {
      parameters["Model hash"] = parameters["Model hash"] ?? name
      notes.append("The model is told by its hash only.")
    } else {
      // Ours are told with their vendors.
      model = tool == "Troupe" ? name.nonBlank : Self.modelName(name)
    }
  }

  private mutating func addRemarks(on content: GenerationText) {
    if content.isCut { notes.append("The line of parameters is too long; it was cut.") }
    if content.values.isEmpty {
      notes.append("The text has no line of parameters.")
    } else if tool == "AUTOMATIC1111", content.values["Version"] == nil {
      notes.append("The text tells no version; another tool may have written it.")
    }
    addCivitai(content)
  }

  /// Reads the JSON that Civitai adds: the models, and for services the seed and the pictures that were given.
  private mutating func addCivitai(_ content: GenerationText) {
    let resources = content.values["Civitai resources"].flatMap { LooseJSON($0) }
    let checkpoint = resources?.array.first { $0["type"]?.string?.lowercased() == "checkpoint" }
    model = model ?? checkpoint?["modelName"]?.string
    guard let metadata = content.values["Civitai metadata"].flatMap({ LooseJSON($0) }) else {
      return
    }
    if seed == nil { setSeed(metadata["seed"]?.seed) }
    for image in (metadata["images"]?.array ?? []).prefix(100) {
      addParent(named: image["url"]?.string)
    }
  }

  /// The tool, as the version and some names of only one tool tell.
  private static func tool(of content: GenerationText) -> String {
    let values = content.values
    if values["Civitai resources"] != nil || values["Civitai metadata"] != nil { return "Civitai" }
    if let app = values["App"], app.lowercased().hasPrefix("sd.next") { return "SD.Next" }
    if !content.sections.isEmpty { return "SD.Next" }
    guard let version = values["Version"] else { return toolWithoutVersion(values) }
    let names = [
      ("comfyui", "ComfyUI"), ("fooocus", "Fooocus"), ("classic", "Forge Classic"),
      ("neo", "Forge Neo"), ("stability matrix", "Stability Matrix"), ("sd.next", "SD.Next"),
      ("stabilitymatrix", "Stability Matrix"), ("easy diffusion", "Easy Diffusion"),
      ("f1.", "reForge"), ("troupe", "Troupe"),
    ]
    for (start, name) in names where version.lowercased().hasPrefix(start) { return name }
    // A bare commit may begin as the versions of Forge do.
    if (7...40).contains(version.utf8.count),
      version.allSatisfy({ $0.isHexDigit && !$0.isUppercase })
    {
      return "SD.Next"
    }
    if version.hasPrefix("f"), version.dropFirst().first?.isNumber == true { return "Forge" }
    return "AUTOMATIC1111"
  }

  private static func toolWithoutVersion(_ values: [String: String]) -> String {
    if let app = values["App"]?.nonBlank {
      return app.lowercased().hasPrefix("huggingface") ? "Hugging Face" : String(app.prefix(60))
    }
    // Nodes that save pictures tell the sampler as ComfyUI calls it.
    let samplers =
      /(euler|heun|dpm_|dpmpp_|lms|ddim|ddpm|uni_pc|lcm|deis|ipndm|res_|er_sde|sa_solver)[a-z0-9_]*/
    let isComfy = values["Sampler"]?.wholeMatch(of: samplers) != nil
    return isComfy ? "ComfyUI" : "AUTOMATIC1111"
  }

  /// Reads what AUTOMATIC1111 writes of an upscaling alone.
  private static func postprocessing(_ texts: TextSet) -> ForeignRecord? {
    guard let text = texts.text("postprocessing", in: .png) ?? texts.text("extras", in: .png)
    else { return nil }
    let values = PairLine(text).values
    guard !values.isEmpty else { return nil }
    var record = ForeignRecord(tool: "AUTOMATIC1111")
    for (name, value) in values { record.keep(name, value) }
    record.notes.append("The file tells only how the picture was enlarged or repaired.")
    return record
  }
}
