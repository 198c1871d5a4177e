/// What the way of the model through a graph tells.
struct ComfyModel {
  /// The checkpoint's file.
  private(set) var name: String?
  /// The LoRAs with their strengths, the nearest to the sampler first.
  private(set) var loras: [String] = []

  /// Follows the links of the model from a sampler or guider.
  init(from start: LooseJSON?, in walk: inout ComfyWalk) {
    var next = start
    var seen: Set<ComfyGraph.Link> = []
    while let link = next.flatMap(ComfyGraph.link), seen.insert(link).inserted,
      let node = walk.enter(link, depth: seen.count)
    {
      addLoras(node)
      for key in ["ckpt_name", "unet_name", "model_name", "base_ckpt_name", "gguf_name"] {
        guard name == nil, let value = node.inputs[key] else { continue }
        name = walk.string(value)
      }
      guard name == nil else { return }
      let names = [
        "model", "guider", "model1", "base_model", "basic_pipe", "pipe", "any", "on_false",
        "on_true",
      ]
      let links = names.compactMap { node.inputs[$0] }.filter { ComfyGraph.link($0) != nil }
      next = links.first ?? (node.links.count == 1 ? node.links.first : nil)
    }
  }

  private mutating func addLoras(_ node: ComfyGraph.Node) {
    if let lora = node.inputs["lora_name"]?.string, lora != "None" {
      add(lora, node.inputs["strength_model"] ?? node.inputs["strength"])
    }
    for (_, value) in node.inputs.sorted(by: { $0.key < $1.key }) {
      guard let lora = value["lora"]?.string, value["on"] != .bool(false) else { continue }
      add(lora, value["strength"])
    }
  }

  private mutating func add(_ lora: String, _ strength: LooseJSON?) {
    guard loras.count < 100, let name = ForeignRecord.modelName(lora) else { return }
    loras.append("\(name): \(strength?.scalar ?? "1")")
  }
}
