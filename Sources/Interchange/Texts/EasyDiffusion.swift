extension ForeignRecord {
  /// Reads the separate texts, the JSON, or the text file of Easy Diffusion.
  static func easyDiffusion(_ texts: TextSet) -> ForeignRecord? {
    let png = texts.entries.filter { $0.place == .png && $0.json?.object == nil }
    let sources: [[(String, String?)]] =
      [png.map { ($0.name, $0.text) }]
      + texts.entries.compactMap(\.json?.object).map { $0.map { ($0.key, $0.value.scalar) } }
      + texts.entries.filter { $0.place == .sidecar && $0.name == "txt" }.map { lines($0.text) }
    for source in sources {
      let values = source.reduce(into: [String: String]()) { values, pair in
        values[pair.0.lowercased().replacing(" ", with: "_")] = pair.1
      }
      if let record = easyDiffusionValues(values) { return record }
    }
    return nil
  }

  private static func easyDiffusionValues(_ values: [String: String]) -> ForeignRecord? {
    let model = values["use_stable_diffusion_model"] ?? values["stable_diffusion_model"]
    // Spaces of Hugging Face write the same names, and the size as one text.
    guard let prompt = values["prompt"], values["seed"] != nil, values["resolution"] == nil,
      model != nil || values["num_inference_steps"] != nil
    else { return nil }
    var record = ForeignRecord(tool: "Easy Diffusion")
    record.prompt = prompt.nonBlank
    record.negativePrompt = values["negative_prompt"]?.nonBlank
    record.model = modelName(model)
    record.setSeed(values["seed"].flatMap { LooseJSON.seed($0) })
    let own = [
      "prompt", "negative_prompt", "seed", "use_stable_diffusion_model", "stable_diffusion_model",
    ]
    for (name, value) in values where !own.contains(name) { record.keep(name, value) }
    return record
  }

  private static func lines(_ text: String) -> [(String, String?)] {
    text.split(whereSeparator: \.isNewline).prefix(200).compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? (parts[0].trimmed, parts[1].trimmed) : nil
    }
  }
}
