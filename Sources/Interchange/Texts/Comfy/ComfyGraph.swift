/// The nodes of a graph of ComfyUI, whichever form they were written in.
struct ComfyGraph {
  /// A node with its values and links by name.
  struct Node {
    let type: String
    var inputs: [String: LooseJSON]
    /// Whether the tool leaves the node out.
    var isOff = false

    /// Whether it makes a picture from a prompt and a seed.
    var isSampler: Bool {
      guard !isOff else { return false }
      let hasSeed = ["seed", "noise_seed", "noise"].contains { inputs[$0] != nil }
      let hasText = ["positive", "conditioning", "guider", "basic_pipe"].contains {
        inputs[$0].flatMap(ComfyGraph.link) != nil
      }
      return hasSeed && hasText
    }

    /// The values of the inputs that are links, ordered by name.
    var links: [LooseJSON] {
      inputs.sorted { $0.key < $1.key }.map(\.value).filter { ComfyGraph.link($0) != nil }
    }
  }

  /// A link to an output of another node.
  struct Link: Hashable {
    let id: String
    let slot: Int
  }

  /// The nodes by their identifiers.
  private(set) var nodes: [String: Node] = [:]
  /// The identifiers, numbers in their order first.
  let order: [String]

  init(nodes: [String: Node]) {
    self.nodes = nodes
    order = nodes.keys.map { (number: Int($0) ?? Int.max, id: $0) }
      .sorted { ($0.number, $0.id) < ($1.number, $1.id) }.map(\.id)
  }

  /// Reads the form that the server gets; nil where the JSON is no such graph.
  init?(api json: LooseJSON?) {
    guard let members = json?.object else { return nil }
    let nodes = members.compactMapValues { member -> Node? in
      guard let type = member["class_type"]?.string else { return nil }
      return Node(type: type, inputs: member["inputs"]?.object ?? [:])
    }
    guard !nodes.isEmpty else { return nil }
    self.init(nodes: nodes)
  }

  /// A value as a link: a list of a node's identifier and the number of its output.
  static func link(_ value: LooseJSON) -> Link? {
    guard case .array(let parts) = value, parts.count == 2, let id = parts[0].scalar,
      case .number(let slot) = parts[1], let number = Int(slot)
    else { return nil }
    return Link(id: id, slot: number)
  }
}
