extension ForeignRecord {
  /// Reads the JSON that imaginAIry writes as the comment of its pictures, before and since version 14.
  static func imaginAIry(_ texts: TextSet) -> ForeignRecord? {
    guard let values = texts.object("UserComment")?["prompt"]?.object else { return nil }
    let isNamed =
      values["software"]?.string?.lowercased() == "imaginairy"
      || texts.text("Software", in: .exif)?.lowercased().hasPrefix("imaginairy") == true
    guard isNamed, let prompts = values["prompts"] ?? values["prompt"] else { return nil }
    var record = ForeignRecord(tool: "imaginAIry")
    record.prompt = weighted(prompts)
    record.negativePrompt = weighted(values["negative_prompt"])
    let model = (values["model"] ?? values["model_weights"]?["name"])?.string
    record.model = modelName(model ?? namedModel(texts))
    record.setSeed(values["seed"]?.seed ?? describedSeed(texts))
    record.keep(
      values.filter { $0.value.string != "None" }, except: ["model", "seed", "init_image"])
    if prompts.array.count > 1 { record.keep("prompts", prompts.written) }
    if let size = values["size"], !size.array.isEmpty {
      record.keep("size", size.array.compactMap(\.scalar).joined(separator: "x"))
    }
    if let path = values["init_image"]?.string, path != "None" { record.addParent(named: path) }
    record.createdAt = date(texts.text("DateTime", in: .exif))
    return record
  }

  /// The seed in the description, as `"a hat" 512x512px seed:5 steps:40`; some versions tell it only there.
  private static func describedSeed(_ texts: TextSet) -> String? {
    guard let text = texts.text("ImageDescription", in: .exif), text.utf8.count <= 16 << 10,
      let quote = text.lastIndex(of: "\"")
    else { return nil }
    return text[quote...].firstMatch(of: /seed:(\d+)/).flatMap { LooseJSON.seed($0.1) }
  }

  /// The model at the end of the software's name; the first versions tell it only there.
  private static func namedModel(_ texts: TextSet) -> String? {
    let start = "imaginairy / stable diffusion "
    guard let software = texts.text("Software", in: .exif), software.lowercased().hasPrefix(start)
    else {
      return nil
    }
    return String(software.dropFirst(start.count))
  }

  /// The texts of a list of prompts, each with its weight, one a line.
  private static func weighted(_ json: LooseJSON?) -> String? {
    if let text = json?.string { return text.nonBlank }
    return (json?.array ?? []).prefix(100)
      .compactMap { ($0["text"] ?? $0[1])?.string?.nonBlank }.joined(separator: "\n").nonBlank
  }
}
