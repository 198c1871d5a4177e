/// A walk along the links of a graph of ComfyUI that ends after a bounded number of steps.
struct ComfyWalk {
  /// How many nodes all walks through one graph may enter.
  static let maximumSteps = 20_000
  /// How many bytes of text all walks may pass.
  static let maximumBytes = 16 << 20
  /// How many links one way may have.
  static let maximumDepth = 150

  let graph: ComfyGraph
  /// The guidance of Flux, if a text came through such a node.
  private(set) var guidance: String?
  /// The types of nodes whose text could not be told.
  private(set) var unknown: Set<String> = []
  private var steps = 0
  private var bytes = 0
  private var known: [ComfyGraph.Link: String?] = [:]
  private var visited: Set<ComfyGraph.Link> = []

  init(_ graph: ComfyGraph) {
    self.graph = graph
  }

  /// Whether the bound was reached.
  var isExhausted: Bool { steps >= Self.maximumSteps || bytes >= Self.maximumBytes }

  /// Enters the node of a link, if that may still be done.
  mutating func enter(_ link: ComfyGraph.Link, depth: Int) -> ComfyGraph.Node? {
    guard depth < Self.maximumDepth, !isExhausted else { return nil }
    steps += 1
    return graph.nodes[link.id]
  }

  /// The prompt that a link of conditioning carries.
  mutating func prompt(_ value: LooseJSON?, isNegative: Bool) -> String? {
    visited = []
    guard let value else { return nil }
    return unique(texts(value, isNegative: isNegative, depth: 0)).joined(separator: "\n").nonBlank
  }

  private mutating func texts(_ value: LooseJSON, isNegative: Bool, depth: Int) -> [String] {
    guard let link = ComfyGraph.link(value) else { return pass(value.string).map { [$0] } ?? [] }
    guard visited.insert(link).inserted, let node = enter(link, depth: depth),
      !node.type.contains("ZeroOut")
    else { return [] }
    if let value = node.inputs["guidance"]?.scalar, !isNegative { guidance = guidance ?? value }
    if node.inputs["positive"] != nil, node.inputs["negative"] != nil {
      let next = polarity(of: node, slot: link.slot, isNegative: isNegative)
      guard let value = node.inputs[next ? "negative" : "positive"] else { return [] }
      return texts(value, isNegative: next, depth: depth + 1)
    }
    let own = ownTexts(node, isNegative: isNegative, depth: depth)
    if !own.isEmpty || node.type.contains("TextEncode") { return own }
    let named = node.inputs.sorted { $0.key < $1.key }
      .filter { $0.key.contains("cond") || $0.key == (isNegative ? "negative" : "positive") }
      .map(\.value).filter { ComfyGraph.link($0) != nil }
    return (named.isEmpty ? node.links : named)
      .flatMap { texts($0, isNegative: isNegative, depth: depth + 1) }
  }

  /// Whether the negative prompt leaves a node with both prompts at the given output.
  private func polarity(of node: ComfyGraph.Node, slot: Int, isNegative: Bool) -> Bool {
    let isPipe = node.type.lowercased().contains("pipe")
    let areLinks =
      node.inputs["positive"].flatMap(ComfyGraph.link) != nil
      && node.inputs["negative"].flatMap(ComfyGraph.link) != nil
    return areLinks && !isPipe && slot < 2 ? slot == 1 : isNegative
  }

  /// The texts that an encoder holds or gets through links.
  private mutating func ownTexts(
    _ node: ComfyGraph.Node, isNegative: Bool, depth: Int
  ) -> [String] {
    let names = [
      "populated_text", "text", "text_g", "text_l", "t5xxl", "clip_g", "clip_l", "mt5xl", "bert",
      "prompt", "user_prompt",
    ]
    let names2 =
      isNegative ? ["text_negative", "negative_prompt"] : ["text_positive", "positive_prompt"]
    return unique(
      (names + names2).compactMap { name in
        node.inputs[name].flatMap { string($0, depth: depth + 1) }
      })
  }

  /// The text of a value, or that which a link of text carries.
  mutating func string(_ value: LooseJSON, depth: Int = 0) -> String? {
    guard let link = ComfyGraph.link(value) else { return pass(value.scalar) }
    if let text = known[link] { return pass(text) }
    guard let node = enter(link, depth: depth) else { return nil }
    // A node that leads back to itself finds no text there.
    known.updateValue(nil, forKey: link)
    let text = text(of: node, slot: link.slot, depth: depth + 1)
    known.updateValue(text, forKey: link)
    return text
  }

  /// The value of a setting; that its node is not understood is no matter of a text.
  mutating func setting(_ value: LooseJSON) -> String? {
    let before = unknown
    defer { unknown = before }
    return string(value)
  }

  private mutating func text(of node: ComfyGraph.Node, slot: Int, depth: Int) -> String? {
    let inputs = node.inputs
    if let text = switched(node, depth: depth) { return text }
    if let positive = inputs["text_positive"], let negative = inputs["text_negative"] {
      return string(slot == 1 ? negative : positive, depth: depth)
    }
    let type = node.type.lowercased()
    // What a language model answered stands nowhere in the graph.
    if type.contains("textgenerate") {
      note(node)
      return nil
    }
    if type.contains("concat") || type.contains("join") { return joined(node, depth: depth) }
    let names = [
      "populated_text", "text", "string", "value", "prompt", "Text", "String", "text_0", "text1",
      "wildcard_text", "positive_prompt", "any", "source", "input", "seed", "noise_seed", "int",
      "number", "Value", "",
    ]
    for name in names {
      if let next = inputs[name], let text = string(next, depth: depth) { return text }
    }
    if inputs.count == 1, let only = node.links.first { return string(only, depth: depth) }
    note(node)
    return nil
  }

  /// The text that a switch lets through; where that is not known, the other one.
  private mutating func switched(_ node: ComfyGraph.Node, depth: Int) -> String? {
    guard let onTrue = node.inputs["on_true"], let onFalse = node.inputs["on_false"] else {
      return nil
    }
    let isOn = node.inputs["switch"].flatMap { string($0, depth: depth) } == "true"
    for value in isOn ? [onTrue, onFalse] : [onFalse, onTrue] {
      if let text = string(value, depth: depth) { return text }
    }
    return nil
  }

  private mutating func note(_ node: ComfyGraph.Node) {
    if unknown.count < 5 { unknown.insert(String(node.type.prefix(60))) }
  }

  private mutating func joined(_ node: ComfyGraph.Node, depth: Int) -> String? {
    let parts = node.inputs.sorted { $0.key < $1.key }
      .filter { $0.key.lowercased().hasPrefix("text") || $0.key.lowercased().hasPrefix("str") }
      .compactMap { string($0.value, depth: depth) }
    let delimiter = node.inputs["delimiter"]?.string ?? node.inputs["separator"]?.string ?? ""
    let separator = String(delimiter.prefix(20)).replacing("\\n", with: "\n")
    let text = parts.joined(separator: separator)
    // Nodes that each join a text with itself would double it again and again.
    return text.utf8.count <= 1 << 20 ? pass(text)?.nonBlank : nil
  }

  /// Counts a text; nil once too many bytes went by.
  private mutating func pass(_ text: String?) -> String? {
    guard let text, !isExhausted else { return nil }
    bytes += text.utf8.count
    return text
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.map(\.trimmed).filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
