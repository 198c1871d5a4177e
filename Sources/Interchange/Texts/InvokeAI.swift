extension ForeignRecord {
  /// Reads what InvokeAI writes since version 3, else its older texts.
  static func invokeAI(_ texts: TextSet) -> ForeignRecord? {
    guard let values = texts.object("invokeai_metadata")?.object else {
      return oldInvokeAI(texts) ?? invokeGraphOnly(texts)
    }
    var record = ForeignRecord(tool: "InvokeAI")
    record.prompt = values["positive_prompt"]?.string?.nonBlank
    record.negativePrompt = values["negative_prompt"]?.string?.nonBlank
    record.setInvokeModel(values["model"])
    record.model = record.model ?? modelName(values["external_model_id"]?.string)
    record.setSeed((values["seed"] ?? values["external_seed"])?.seed)
    let own: Set = ["positive_prompt", "negative_prompt", "seed", "model", "app_version"]
    record.keep(values, except: own)
    record.keep("app_version", values["app_version"]?.scalar)
    record.keep("image_size", values["image_size"]?.object.map { LooseJSON.object($0).written })
    record.keep("loras", loras(values["loras"]))
    record.addImageNames(.object(values), depth: 0)
    return record
  }

  private mutating func setInvokeModel(_ json: LooseJSON?) {
    let name = json?["name"]?.string ?? json?["model_name"]?.string ?? json?.string
    model = Self.modelName(name)
    keep("model hash", json?["hash"]?.string)
  }

  private static func loras(_ json: LooseJSON?) -> String {
    (json?.array ?? []).prefix(100).map { entry in
      let model = entry["model"] ?? entry["lora"]
      let name = model?["name"]?.string ?? model?["model_name"]?.string ?? model?.string ?? "?"
      return "\(name): \(entry["weight"]?.scalar ?? "?")"
    }.joined(separator: ", ")
  }

  /// Takes each picture that the metadata names as a hint at a parent.
  private mutating func addImageNames(_ json: LooseJSON, depth: Int) {
    guard depth < 20 else { return }
    for (name, value) in (json.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      if ["image_name", "init_image"].contains(name), let path = value.string {
        addParent(named: path)
      } else {
        addImageNames(value, depth: depth + 1)
      }
    }
    for element in json.array { addImageNames(element, depth: depth + 1) }
  }

  private static func invokeGraphOnly(_ texts: TextSet) -> ForeignRecord? {
    guard texts.object("invokeai_workflow") != nil || texts.object("invokeai_graph") != nil
    else { return nil }
    var record = ForeignRecord(tool: "InvokeAI")
    record.notes.append("The file has a graph of InvokeAI only; it was not read.")
    return record
  }
}
