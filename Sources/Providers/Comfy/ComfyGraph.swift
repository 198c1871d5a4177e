import Foundation
import TroupeVocabulary

/// A graph in the form that the server's API takes: nodes by id, each with a class and inputs. What is not changed stays
/// as it was written, numbers to their last digit.
struct ComfyGraph {
  /// The members of each node, by its id.
  private(set) var nodes: [String: [String: JSONNode]] = [:]

  /// `nil` when `text` is no object of objects.
  init?(_ text: Data) {
    let (documents, isBroken) = JSONReader.documents(in: text)
    guard documents.count == 1, !isBroken else { return nil }
    self.init(documents[0])
  }

  /// `nil` when `node` is no object of objects.
  init?(_ node: JSONNode?) {
    guard case .object(let members, _)? = node else { return nil }
    for (id, node) in members {
      guard case .object(let members, _) = node else { return nil }
      nodes[id] = members
    }
  }

  /// Where an input is.
  struct Place {
    let node: String
    let input: String
  }

  /// The place that `text` names, as in `6.text`; `nil` where there is no such input.
  func place(_ text: String) -> Place? {
    // Both names may hold dots.
    text.indices.lazy.filter { text[$0] == "." }.map { dot in
      Place(node: String(text[..<dot]), input: String(text[text.index(after: dot)...]))
    }.first { self[$0] != nil }
  }

  /// What stands at `place`.
  subscript(place: Place) -> JSONNode? { inputs(of: place.node)[place.input] }

  /// The inputs of `node`, by name.
  func inputs(of node: String) -> [String: JSONNode] {
    if case .object(let inputs, _)? = nodes[node]?["inputs"] { inputs } else { [:] }
  }

  /// What kind of node it is.
  func kind(of node: String) -> String? { nodes[node]?["class_type"]?.text }

  /// Fills the inputs that `places` name.
  mutating func fill(_ places: [String], with value: JSONNode) {
    for text in places {
      guard let place = place(text) else { continue }
      var inputs = inputs(of: place.node)
      inputs[place.input] = value
      nodes[place.node]?["inputs"] = .object(inputs, text: Data())
    }
  }

  /// Puts what `change` makes of each input in its place; `nil` leaves it as it is.
  mutating func replaceInputs(_ change: (JSONNode) -> JSONNode?) {
    for id in nodes.keys {
      let inputs = inputs(of: id)
      let changed = inputs.mapValues { change($0) ?? $0 }
      if !inputs.isEmpty { nodes[id]?["inputs"] = .object(changed, text: Data()) }
    }
  }

  /// Takes `dropped` out, and the links to them.
  mutating func drop(_ dropped: Set<String>) {
    for id in dropped { nodes[id] = nil }
    for id in nodes.keys {
      let inputs = inputs(of: id).filter { link in
        Self.source(of: link.value).map { !dropped.contains($0) } ?? true
      }
      nodes[id]?["inputs"] = .object(inputs, text: Data())
    }
  }

  /// Has `adapters` loaded behind the outputs of `place`, one behind the other.
  mutating func load(_ adapters: [ChosenAdapter], at place: Graph.AdapterPlace) {
    let stated: [(String, String?)] = [("model", place.model), ("clip", place.clip)]
    let outputs = stated.compactMap { name, text in
      text.flatMap(output).map { (name: name, link: $0) }
    }
    guard !adapters.isEmpty, outputs.first?.name == "model" else { return }
    let kind = outputs.count == 2 ? "LoraLoader" : "LoraLoaderModelOnly"
    let last = Self.adapterNode(adapters.count)
    for (number, output) in outputs.enumerated() {
      replaceInputs { Self.isSame($0, output.link) ? Self.link(last, number) : nil }
    }
    for (index, adapter) in adapters.enumerated() {
      var inputs = ["lora_name": JSONNode(adapter.name)]
      for (number, output) in outputs.enumerated() {
        inputs[output.name] =
          index == 0 ? output.link : Self.link(Self.adapterNode(index), number)
        inputs["strength_\(output.name)"] = JSONNode(number: "\(adapter.weight)")
      }
      nodes[Self.adapterNode(index + 1)] = [
        "class_type": JSONNode(kind), "inputs": .object(inputs, text: Data()),
      ]
    }
  }

  /// The link from the output that `text` names, as in `4.0`; `nil` where there is no such node.
  func output(_ text: String) -> JSONNode? {
    guard let dot = text.lastIndex(of: "."), let number = Int(text[text.index(after: dot)...]),
      number >= 0, nodes[String(text[..<dot])] != nil
    else { return nil }
    return Self.link(String(text[..<dot]), number)
  }

  private static func adapterNode(_ number: Int) -> String { "troupe-adapter-\(number)" }

  private static func link(_ node: String, _ number: Int) -> JSONNode {
    .array([JSONNode(node), JSONNode(number: "\(number)")])
  }

  private static func isSame(_ one: JSONNode, _ other: JSONNode) -> Bool {
    guard let node = source(of: one), node == source(of: other) else { return false }
    return one.elements?.last?.integer == other.elements?.last?.integer
  }

  /// The node that a link leads from: links are lists of a node's id and the number of its output.
  static func source(of node: JSONNode) -> String? {
    guard let link = node.elements, link.count == 2, link[1].integer != nil else { return nil }
    return link[0].text ?? link[0].integer.map(String.init)
  }

  /// Whole numbers by size, then other names: the order of `one` and `other`.
  static func isBefore(_ one: String, _ other: String) -> Bool {
    (Int(one) ?? .max, one) < (Int(other) ?? .max, other)
  }

  /// The graph to be sent: nodes and their members in a fixed order.
  var value: WireValue {
    WireValue(.object(nodes.mapValues { .object($0, text: Data()) }, text: Data()))
  }
}

extension JSONNode {
  /// A string of this text.
  init(_ text: String) { self = .string(Data(text.utf8), isEscaped: false) }

  /// A number as it is to be written.
  init(number text: String) { self = .number(Data(text.utf8)) }
}

extension WireValue {
  /// What was read, to be sent again: numbers as they were written, members in order of their names.
  init(_ node: JSONNode) {
    switch node {
    case .null: self = .verbatim([.text("null")])
    case .bool(let value): self = .bool(value)
    case .number(let text): self = .verbatim([.text(String(decoding: text, as: UTF8.self))])
    case .string: self = .string(node.text ?? "")
    case .file: self = .string("")
    case .array(let elements): self = .array(elements.map { WireValue($0) })
    case .object(let members, _):
      self = .object(
        members.sorted { ComfyGraph.isBefore($0.key, $1.key) }
          .map { WireMember($0.key, WireValue($0.value)) })
    }
  }
}
