extension ComfyWalk {
  /// The samplers of the graph; those that begin with noise of their own come first.
  mutating func samplers() -> [ComfyGraph.Node] {
    let nodes = graph.nodes
    let all = graph.order.lazy.filter { nodes[$0]?.isSampler == true }.prefix(50)
    var first: [ComfyGraph.Node] = []
    var later: [ComfyGraph.Node] = []
    for id in all {
      guard let node = graph.nodes[id] else { continue }
      if hasNoise(node), !followsSampler(node) { first.append(node) } else { later.append(node) }
    }
    return first + later
  }

  /// Whether the sampler's seed has a meaning.
  func hasNoise(_ sampler: ComfyGraph.Node) -> Bool {
    let flag = sampler.inputs["add_noise"]
    return flag != .string("disable") && flag != .bool(false)
  }

  /// Whether the picture that a sampler begins with comes from another sampler.
  private mutating func followsSampler(_ sampler: ComfyGraph.Node) -> Bool {
    let names = ["latent_image", "latent", "samples", "image", "optional_latent"]
    var queue = names.compactMap { sampler.inputs[$0] }.compactMap(ComfyGraph.link)
    var seen: Set<String> = []
    while let link = queue.popLast() {
      guard seen.insert(link.id).inserted, let node = enter(link, depth: 0) else { continue }
      if node.isSampler { return true }
      // A model or text is not the picture that is worked on.
      queue += node.inputs.filter {
        !["model", "clip", "vae", "positive", "negative"].contains($0.key)
      }
      .compactMap { ComfyGraph.link($0.value) }
    }
    return false
  }

  /// The seed of a sampler, also from the node of noise that it is linked to.
  mutating func seed(of sampler: ComfyGraph.Node) -> String? {
    guard hasNoise(sampler) else { return nil }
    if let noise = sampler.inputs["noise"].flatMap(ComfyGraph.link) {
      guard let node = enter(noise, depth: 0), node.type != "DisableNoise",
        let value = node.inputs["noise_seed"] ?? node.inputs["seed"]
      else { return nil }
      return string(value).flatMap { LooseJSON.seed($0) }
    }
    guard let value = sampler.inputs["seed"] ?? sampler.inputs["noise_seed"] else { return nil }
    return string(value).flatMap { LooseJSON.seed($0) }
  }

  /// The node that carries the sampler's prompts: itself, or its guider or pipe.
  mutating func source(of sampler: ComfyGraph.Node) -> ComfyGraph.Node {
    for name in ["guider", "basic_pipe"] {
      guard let link = sampler.inputs[name].flatMap(ComfyGraph.link),
        let node = enter(link, depth: 0)
      else { continue }
      return node
    }
    return sampler
  }

  /// The positive prompt at a sampler or guider.
  mutating func positive(_ node: ComfyGraph.Node) -> String? {
    for name in ["positive", "conditioning", "cond1"] {
      guard let value = node.inputs[name], let text = prompt(value, isNegative: false) else {
        continue
      }
      return text
    }
    return nil
  }

  /// Settings of a sampler and of the nodes that hold them in its place.
  mutating func settings(of sampler: ComfyGraph.Node) -> [(name: String, value: String)] {
    var found: [String: String] = [:]
    let own = ["steps", "cfg", "sampler_name", "scheduler", "denoise", "width", "height"]
    var nodes = [sampler]
    for name in ["sampler", "sigmas", "guider", "latent_image"] {
      guard let link = sampler.inputs[name].flatMap(ComfyGraph.link),
        let node = enter(link, depth: 0)
      else { continue }
      nodes.append(node)
    }
    for node in nodes {
      for name in own where found[name] == nil {
        found[name] = node.inputs[name].flatMap { setting($0) }
        // A value that stands one place off is no number.
        let isWord = name == "sampler_name" || name == "scheduler"
        if !isWord, found[name].flatMap({ Double($0) }) == nil { found[name] = nil }
      }
    }
    return found.map { ($0.key, $0.value) }
  }
}
