extension ForeignRecord {
  /// Reads Fooocus and its relatives Fooocus-MRE and RuinedFooocus.
  static func fooocus(_ texts: TextSet) -> ForeignRecord? {
    if let json = texts.object(having: "Prompt", "software"),
      json["software"]?.string == "RuinedFooocus"
    {
      return ruinedFooocus(json)
    }
    if let record = texts.entries.lazy.compactMap(\.json).compactMap(labelledFooocus).first {
      return record
    }
    for entry in texts.entries {
      guard let json = entry.json, let record = fooocusObject(json, isNamed: isNamed(texts)) else {
        continue
      }
      return record
    }
    guard isNamed(texts), var record = automatic1111(texts) else { return nil }
    record.tool = "Fooocus"
    record.notes.removeAll { $0.contains("another tool") }
    record.keep("Version", texts.text("Software", in: .exif))
    return record
  }

  /// Whether the file names Fooocus apart from its main text.
  private static func isNamed(_ texts: TextSet) -> Bool {
    texts.text("fooocus_scheme", in: .png) != nil
      || texts.text("Software", in: .exif, .png)?.hasPrefix("Fooocus") == true
      || ["fooocus", "a1111"].contains(texts.text("MakerNote", in: .exif) ?? "")
  }

  private static func fooocusObject(_ json: LooseJSON, isNamed: Bool) -> ForeignRecord? {
    guard let values = json.object, values["prompt"]?.string != nil else { return nil }
    let version = values["version"]?.string ?? values["software"]?.string ?? ""
    guard
      isNamed || version.hasPrefix("Fooocus") || values["metadata_scheme"]?.string == "fooocus"
        || (values["base_model"] != nil && (values["performance"] ?? values["styles"]) != nil)
    else { return nil }
    var record = ForeignRecord(tool: version.contains("MRE") ? "Fooocus-MRE" : "Fooocus")
    record.prompt = values["prompt"]?.string?.nonBlank
    record.negativePrompt = values["negative_prompt"]?.string?.nonBlank
    record.model = modelName(values["base_model"]?.string ?? values["base_model_name"]?.string)
    record.setSeed(values["seed"]?.seed)
    record.keep(
      values, except: ["prompt", "negative_prompt", "base_model", "base_model_name", "seed"])
    record.keepLists(values, ["full_prompt", "full_negative_prompt", "styles", "loras"])
    return record
  }

  /// Reads the form of FooocusPlus and SimpleSDXL, whose names are the labels of the page.
  private static func labelledFooocus(_ json: LooseJSON) -> ForeignRecord? {
    guard let values = json.object, values["Prompt"]?.string != nil,
      values["Base Model"] != nil, values["Metadata Scheme"] ?? values["Backend Engine"] != nil
    else { return nil }
    let isPlus = [values["User"], values["Version"]].contains {
      $0?.string?.hasPrefix("FooocusPlus") == true
    }
    var record = ForeignRecord(tool: isPlus ? "FooocusPlus" : "Fooocus")
    record.prompt = values["Prompt"]?.string?.nonBlank
    record.negativePrompt = values["Negative Prompt"]?.string?.nonBlank
    record.model = modelName(values["Base Model"]?.string)
    record.setSeed(values["Seed"]?.seed)
    record.keep(values, except: ["Prompt", "Negative Prompt", "Base Model", "Seed"])
    record.keepLists(values, ["Full Prompt", "Full Negative Prompt", "Styles", "LoRAs"])
    return record
  }

  private static func ruinedFooocus(_ json: LooseJSON) -> ForeignRecord? {
    guard let values = json.object else { return nil }
    var record = ForeignRecord(tool: "RuinedFooocus")
    record.prompt = values["Prompt"]?.string?.nonBlank
    record.negativePrompt = values["Negative"]?.string?.nonBlank
    record.model = modelName(values["base_model_name"]?.string)
    record.setSeed((values["seed"] ?? values["Seed"])?.seed)
    record.keep(values, except: ["Prompt", "Negative", "base_model_name", "seed", "Seed"])
    record.keepLists(values, ["loras", "styles"])
    return record
  }

  /// Keeps lists as JSON.
  mutating func keepLists(_ values: [String: LooseJSON], _ names: [String]) {
    for name in names {
      if let list = values[name], !list.array.isEmpty { keep(name, list.written) }
    }
  }
}
