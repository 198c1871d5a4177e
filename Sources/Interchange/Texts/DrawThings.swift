extension ForeignRecord {
  /// Reads the JSON of Draw Things, else its description.
  static func drawThings(_ texts: TextSet) -> ForeignRecord? {
    let isNamed =
      texts.text("xmp:CreatorTool", in: .xmp)?.hasPrefix("Draw Things") == true
      || texts.text("Software", in: .exif, .png)?.hasPrefix("Draw Things") == true
    guard
      let values = texts.object(having: "c", "uc", "seed")?.object
        ?? (isNamed ? texts.object(having: "c")?.object : nil)
    else { return isNamed ? drawThingsDescription(texts) : nil }
    var record = ForeignRecord(tool: "Draw Things")
    record.prompt = values["c"]?.string?.nonBlank
    record.negativePrompt = values["uc"]?.string?.nonBlank
    record.model = modelName(values["model"]?.string)
    record.setSeed(values["seed"]?.seed)
    record.keep(values, except: ["c", "uc", "model", "seed"])
    let loras = values["lora"] ?? values["loras"] ?? values["v2"]?["loras"]
    if let loras, !loras.array.isEmpty { record.keep("lora", loras.written) }
    for name in ["upscaler", "refinerModel", "shift", "clipSkip"] {
      record.keep(name, values["v2"]?[name]?.scalar)
    }
    return record
  }

  private static func drawThingsDescription(_ texts: TextSet) -> ForeignRecord? {
    guard
      let text = texts.text("dc:description", in: .xmp)
        ?? texts.text("ImageDescription", in: .exif),
      var record = generationText(text)
    else { return nil }
    record.tool = "Draw Things"
    record.notes.removeAll { $0.contains("another tool") }
    return record
  }
}
