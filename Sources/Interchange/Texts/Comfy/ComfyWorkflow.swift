extension ComfyGraph {
  /// Reads the form that the editor keeps, whose values have no names; nil if it is none.
  init?(workflow json: LooseJSON?) {
    guard let list = json?["nodes"]?.array, !list.isEmpty else { return nil }
    let links = Self.links(json?["links"]?.array ?? [])
    var nodes: [String: Node] = [:]
    for entry in list {
      guard let id = entry["id"]?.scalar, let type = entry["type"]?.string else { continue }
      var node = Node(type: type, inputs: Self.values(of: entry, type: type))
      for input in entry["inputs"]?.array ?? [] {
        guard let name = input["name"]?.string, let number = input["link"]?.scalar,
          let link = links[number]
        else { continue }
        node.inputs[name] = link
      }
      // The editor's modes 2 and 4 mean muted and bypassed.
      node.isOff = ["2", "4"].contains(entry["mode"]?.scalar ?? "0")
      if node.isOff { node.inputs = node.inputs.filter { Self.link($0.value) != nil } }
      nodes[id] = node
    }
    guard !nodes.isEmpty else { return nil }
    self.init(nodes: nodes)
  }

  /// The links by number, each as the server's form has it.
  private static func links(_ list: [LooseJSON]) -> [String: LooseJSON] {
    list.reduce(into: [:]) { links, link in
      let parts = link.array
      if parts.count >= 3, let number = parts[0].scalar {
        links[number] = .array([parts[1], parts[2]])
      } else if let number = link["id"]?.scalar, let from = link["origin_id"],
        let slot = link["origin_slot"]
      {
        links[number] = .array([from, slot])
      }
    }
  }

  private static func values(of entry: LooseJSON, type: String) -> [String: LooseJSON] {
    guard let widgets = entry["widgets_values"] else { return [:] }
    if let named = widgets.object { return named }
    let values = widgets.array
    guard let names = widgetNames[type] ?? toldNames(of: entry, count: values.count) else {
      if let sampler = samplerValues(values) { return sampler }
      // A node of one value is a text or number to be linked, as the many string nodes are.
      guard let first = values.first, first.scalar != nil else { return [:] }
      return type.contains("TextEncode") ? ["text": first] : ["value": first]
    }
    return Dictionary(zip(names, values)) { first, _ in first }
  }

  /// The names that newer editors tell with the inputs, if they are told of every value.
  private static func toldNames(of entry: LooseJSON, count: Int) -> [String]? {
    let names = (entry["inputs"]?.array ?? []).compactMap { $0["widget"]?["name"]?.string }
    let all = names.flatMap {
      ["seed", "noise_seed"].contains($0) ? [$0, "control"] : [$0]
    }
    return !all.isEmpty && all.count == count ? all : nil
  }

  /// The values of a sampler of an unknown kind: after the seed comes what becomes of it, and most
  /// go on as the plain sampler does.
  private static func samplerValues(_ values: [LooseJSON]) -> [String: LooseJSON]? {
    let controls = ["fixed", "randomize", "increment", "decrement"]
    guard
      let control = values.prefix(100).firstIndex(where: { controls.contains($0.string ?? "") }),
      control > 0, values[control - 1].seed != nil
    else { return nil }
    var named = ["seed": values[control - 1]]
    let rest = values.dropFirst(control + 1)
    let kinds: [(name: String, isNumber: Bool)] = [
      ("steps", true), ("cfg", true), ("sampler_name", false), ("scheduler", false),
    ]
    for (kind, value) in zip(kinds, rest) {
      if case .number = value {
        guard kind.isNumber else { break }
      } else {
        guard !kind.isNumber, value.string != nil else { break }
      }
      named[kind.name] = value
    }
    return named
  }

  /// The names of the values of common nodes, in the editor's order.
  private static let widgetNames: [String: [String]] = [
    "KSampler": ["seed", "control", "steps", "cfg", "sampler_name", "scheduler", "denoise"],
    "KSampler (Efficient)": [
      "seed", "control", "steps", "cfg", "sampler_name", "scheduler", "denoise",
    ],
    "Efficient Loader": [
      "ckpt_name", "vae_name", "clip_skip", "lora_name", "lora_model_strength",
      "lora_clip_strength", "positive", "negative",
    ],
    "KSamplerAdvanced": [
      "add_noise", "noise_seed", "control", "steps", "cfg", "sampler_name", "scheduler",
      "start_at_step", "end_at_step", "return_with_leftover_noise",
    ],
    "SamplerCustom": ["add_noise", "noise_seed", "control", "cfg"],
    "RandomNoise": ["noise_seed", "control"],
    "KSamplerSelect": ["sampler_name"],
    "BasicScheduler": ["scheduler", "steps", "denoise"],
    "CFGGuider": ["cfg"],
    "FluxGuidance": ["guidance"],
    "CLIPTextEncode": ["text"],
    "CLIPTextEncodeFlux": ["clip_l", "t5xxl", "guidance"],
    "CLIPTextEncodeSD3": ["clip_l", "clip_g", "t5xxl", "empty_padding"],
    "CLIPTextEncodeSDXL": [
      "width", "height", "crop_w", "crop_h", "target_width", "target_height", "text_g", "text_l",
    ],
    "CLIPTextEncodeSDXLRefiner": ["ascore", "width", "height", "text"],
    "CheckpointLoaderSimple": ["ckpt_name"],
    "UNETLoader": ["unet_name", "weight_dtype"],
    "UnetLoaderGGUF": ["unet_name"],
    "LoraLoader": ["lora_name", "strength_model", "strength_clip"],
    "LoraLoaderModelOnly": ["lora_name", "strength_model"],
    "EmptyLatentImage": ["width", "height", "batch_size"],
    "EmptySD3LatentImage": ["width", "height", "batch_size"],
    "LoadImage": ["image", "upload"],
    "LoadImageMask": ["image", "channel", "upload"],
  ]
}
