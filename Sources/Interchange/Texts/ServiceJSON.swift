extension ForeignRecord {
  /// Reads `generation_data` of TensorArt, with the seed from its graph where it tells none.
  static func tensorArt(_ texts: TextSet) -> ForeignRecord? {
    guard let values = texts.object("generation_data")?.object else { return nil }
    var record = ForeignRecord(tool: "TensorArt")
    record.prompt = values["prompt"]?.string?.nonBlank
    record.negativePrompt = values["negativePrompt"]?.string?.nonBlank
    let base = values["baseModel"]
    record.model = modelName(base?["modelFileName"]?.string ?? base?["label"]?.string)
    record.keep("model hash", base?["hash"]?.string)
    record.setSeed(values["seed"]?.seed)
    record.keep(values, except: ["prompt", "negativePrompt", "seed"])
    record.keepLists(values, ["models"])
    record.completeSeed(from: texts)
    return record
  }

  /// Reads `parameters-json` of Stability Matrix.
  static func stabilityMatrix(_ texts: TextSet) -> ForeignRecord? {
    guard
      let values =
        (texts.object("parameters-json")
        ?? texts.object(having: "PositivePrompt", "ModelName"))?.object
    else { return nil }
    var record = ForeignRecord(tool: "Stability Matrix")
    record.prompt = values["PositivePrompt"]?.string?.nonBlank
    record.negativePrompt = values["NegativePrompt"]?.string?.nonBlank
    record.model = modelName(values["ModelName"]?.string)
    record.setSeed(values["Seed"]?.seed)
    record.keep(values, except: ["PositivePrompt", "NegativePrompt", "ModelName", "Seed"])
    record.completeSeed(from: texts)
    return record
  }

  private mutating func completeSeed(from texts: TextSet) {
    guard seed == nil, let graph = Self.comfyUI(texts), graph.seed != nil else { return }
    (seed, seeds) = (graph.seed, graph.seeds)
    parents += graph.parents
    notes.append("The seed was taken from the graph.")
  }

  /// Reads the JSON that many Spaces of Hugging Face write as `parameters`.
  static func huggingFace(_ texts: TextSet) -> ForeignRecord? {
    let json = texts.object("parameters") ?? texts.object("UserComment")
    guard let values = json?.object, values["prompt"]?.string != nil,
      ["resolution", "Model", "Model hash", "use_upscaler"].contains(where: { values[$0] != nil })
    else { return nil }
    var record = ForeignRecord(tool: "Hugging Face")
    record.prompt = values["prompt"]?.string?.nonBlank
    record.negativePrompt = values["negative_prompt"]?.string?.nonBlank
    record.model = withoutEnding((values["Model"] ?? values["model"])?.string)
    record.setSeed(values["seed"]?.seed)
    record.keep(values, except: ["prompt", "negative_prompt", "Model", "model", "seed"])
    return record
  }

  /// Reads the texts of gemimg and of Image MetaHub.
  static func smallTools(_ texts: TextSet) -> ForeignRecord? {
    if let prompt = texts.text("gemimg_prompt", in: .png, .exif, .xmp) {
      var record = ForeignRecord(tool: "gemimg")
      record.prompt = prompt
      return record
    }
    guard let values = texts.object("imagemetahub_data")?.object else { return nil }
    var record = ForeignRecord(tool: "Image MetaHub")
    record.prompt = values["prompt"]?.string?.nonBlank
    record.negativePrompt =
      (values["negativePrompt"] ?? values["negative_prompt"])?.string?.nonBlank
    record.model = modelName(values["model"]?.string)
    record.setSeed(values["seed"]?.seed)
    record.keep(
      values, except: ["prompt", "negativePrompt", "negative_prompt", "model", "seed"])
    return record
  }

  /// Reads a record of the open form of media-provenance.
  static func mediaProvenance(_ texts: TextSet) -> ForeignRecord? {
    guard let json = texts.object(having: "provider", "model", "input"),
      let provider = json["provider"]?.string?.nonBlank
    else { return nil }
    let input = json["input"]?.object ?? [:]
    var record = ForeignRecord(tool: provider)
    record.prompt = input["prompt"]?.string?.nonBlank
    record.negativePrompt = input["negative_prompt"]?.string?.nonBlank
    record.model = withoutEnding(json["model"]?.string)
    record.setSeed(input["seed"]?.seed)
    record.keep(input, except: ["prompt", "negative_prompt", "seed"])
    return record
  }
}
