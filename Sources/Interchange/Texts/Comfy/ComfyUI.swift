extension ForeignRecord {
  /// Reads the graph of ComfyUI, else the editor's form of it.
  static func comfyUI(_ texts: TextSet) -> ForeignRecord? {
    let objects = texts.entries.compactMap(\.json).filter { $0.object != nil }
    for json in objects {
      guard let graph = ComfyGraph(api: json) else { continue }
      var record = ForeignRecord(tool: "ComfyUI")
      record.readGraph(graph)
      record.addCivitai(json)
      return record
    }
    for json in objects {
      guard let graph = ComfyGraph(workflow: json) else { continue }
      var record = ForeignRecord(tool: "ComfyUI")
      record.readGraph(graph)
      record.notes.append("Only the editor's graph is there; its values were told by their place.")
      return record
    }
    return nil
  }

  private mutating func readGraph(_ graph: ComfyGraph) {
    var walk = ComfyWalk(graph)
    let samplers = walk.samplers()
    var prompts: Set<String> = []
    for sampler in samplers {
      setSeed(walk.seed(of: sampler))
      let source = walk.source(of: sampler)
      guard let text = walk.positive(source) else { continue }
      prompts.insert(text)
      guard prompt == nil else { continue }
      prompt = text
      negativePrompt = walk.prompt(source.inputs["negative"], isNegative: true)
    }
    if let first = samplers.first { readSettings(of: first, in: &walk) }
    if samplers.isEmpty { readService(graph, in: &walk) }
    addLoadedPictures(graph)
    if samplers.count > 1 { notes.append("The graph has \(samplers.count) samplers.") }
    if prompts.count > 1 { notes.append("The samplers have different prompts; the first is told.") }
    for type in walk.unknown.sorted() {
      notes.append("A text comes from a node that is not understood: \(type).")
    }
    if walk.isExhausted { notes.append("The graph is too large and was not read to its end.") }
    if prompt == nil { notes.append("No prompt was found in the graph.") }
  }

  private mutating func readSettings(of sampler: ComfyGraph.Node, in walk: inout ComfyWalk) {
    for (name, value) in walk.settings(of: sampler) { keep(name, value) }
    keep("guidance", walk.guidance)
    let start = ["model", "guider", "basic_pipe", "pipe"].compactMap { sampler.inputs[$0] }.first
    let found = ComfyModel(from: start, in: &walk)
    model = Self.modelName(found.name ?? onlyModel(walk.graph))
    keep("loras", found.loras.joined(separator: ", "))
  }

  /// The model of a graph that loads one only.
  private func onlyModel(_ graph: ComfyGraph) -> String? {
    let names = Set(
      graph.nodes.values.compactMap { node in
        (node.inputs["ckpt_name"] ?? node.inputs["unet_name"])?.string
      })
    return names.count == 1 ? names.first : nil
  }

  /// Reads nodes that ask a service for a picture, where the graph has no sampler.
  private mutating func readService(_ graph: ComfyGraph, in walk: inout ComfyWalk) {
    for id in graph.order.prefix(2000) {
      guard prompt == nil, let node = graph.nodes[id], !node.isOff else { continue }
      let value =
        node.inputs["prompt"] ?? node.inputs["positive_prompt"]
        ?? (node.type.contains("TextEncode") ? node.inputs["text"] : nil)
      guard let value, let text = walk.string(value)?.nonBlank else { continue }
      prompt = text
      negativePrompt = node.inputs["negative_prompt"].flatMap { walk.string($0) }?.nonBlank
      model = Self.modelName(node.inputs["model"]?.string ?? onlyModel(graph))
      setSeed(node.inputs["seed"].flatMap { walk.string($0) }.flatMap { LooseJSON.seed($0) })
      notes.append(
        "The graph has no known sampler; the prompt is that of the node \(node.type.prefix(60)).")
    }
  }

  private mutating func addLoadedPictures(_ graph: ComfyGraph) {
    for id in graph.order {
      guard let node = graph.nodes[id], node.type.contains("LoadImage"), !node.isOff,
        let image = node.inputs["image"]?.string, image.utf8.count < 1000
      else { continue }
      addParent(named: image.replacing(/\s\[(input|output|temp)\]$/, with: ""))
    }
  }

  /// Reads what Civitai adds to a graph: the prompts as they were typed, and the models.
  private mutating func addCivitai(_ json: LooseJSON) {
    let added = json["extraMetadata"]
    guard let values = added?.object ?? added?.string.flatMap({ LooseJSON($0) })?.object else {
      return
    }
    tool = "Civitai"
    prompt = values["prompt"]?.string?.nonBlank ?? prompt
    negativePrompt = values["negativePrompt"]?.string?.nonBlank ?? negativePrompt
    if let told = values["seed"]?.seed {
      seed = nil
      setSeed(told)
    }
    keep(values, except: ["prompt", "negativePrompt", "seed"])
    let airs = json["extra"]?["airs"]?.array.compactMap(\.string) ?? []
    keep("airs", airs.joined(separator: ", "))
    model = airs.first { $0.contains(":checkpoint:") } ?? model
    notes.removeAll { $0 == "No prompt was found in the graph." && prompt != nil }
  }
}
