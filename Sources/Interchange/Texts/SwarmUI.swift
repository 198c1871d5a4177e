extension ForeignRecord {
  /// Reads the JSON of SwarmUI.
  static func swarmUI(_ texts: TextSet) -> ForeignRecord? {
    guard let json = texts.object(having: "sui_image_params"),
      let values = json["sui_image_params"]?.object
    else { return nil }
    var record = ForeignRecord(tool: "SwarmUI")
    record.prompt = values["prompt"]?.string?.nonBlank
    record.negativePrompt = values["negativeprompt"]?.string?.nonBlank
    record.model = modelName(values["model"]?.scalar)
    record.setSeed(values["seed"]?.seed)
    record.keep(values, except: ["prompt", "negativeprompt", "model", "seed"])
    for name in ["loras", "loraweights"] {
      record.keep(name, values[name]?.array.compactMap(\.scalar).joined(separator: ", "))
    }
    let extra = json["sui_extra_data"]?.object ?? [:]
    record.keep(extra, except: ["date"])
    record.setDate(extra["date"]?.string)
    record.addModelHashes(json["sui_models"]?.array ?? [])
    record.noteMacros()
    return record
  }

  private mutating func setDate(_ text: String?) {
    createdAt = Self.date(text)
    if createdAt == nil { keep("date", text) }
  }

  private mutating func addModelHashes(_ models: [LooseJSON]) {
    let hashes = models.prefix(100).compactMap { model in
      model["hash"]?.string.map { "\(model["name"]?.string ?? "?"): \($0)" }
    }
    keep("sui_models", hashes.joined(separator: ", "))
  }

  private mutating func noteMacros() {
    if let prompt, prompt.prefix(20_000).contains(/<(random|wildcard|setvar|var|alternate)[\[:]/) {
      notes.append("The prompt holds macros that are not expanded.")
    }
  }
}
