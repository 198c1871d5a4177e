import Foundation
import TroupeVocabulary

/// What is wrong with the graph of a profile, found when the profile is read: the server would tell it later, and less
/// clearly.
struct ComfyGraphFault {
  private let holes: Graph.Holes
  private let graph: ComfyGraph

  /// The first fault of `profile`, in words; `nil` when it can be used.
  static func words(of profile: ModelProfile) -> String? {
    guard let stated = profile.graph else {
      return "it lacks 'graph', which \(profile.dialect) runs"
    }
    guard let graph = ComfyGraph(Data(stated.nodes.utf8)), !graph.nodes.isEmpty else {
      return "'graph.nodes' is an object of nodes by id, as the server's API takes it"
    }
    let check = ComfyGraphFault(holes: stated.holes, graph: graph)
    return check.nodes ?? check.places ?? check.values ?? check.optional
      ?? check.mask(of: profile) ?? check.missing(stated.outputs, "outputs")
      ?? check.adapters(stated.adapters, of: profile)
      ?? check.limits(of: profile)
  }

  private var nodes: String? {
    for id in graph.nodes.keys.sorted(by: ComfyGraph.isBefore) {
      guard graph.kind(of: id) != nil else {
        return "node \(id) of 'graph.nodes' has a 'class_type' and 'inputs'"
      }
      let inputs = graph.inputs(of: id)
      for (name, value) in inputs.sorted(by: { $0.key < $1.key }) {
        if let source = ComfyGraph.source(of: value), graph.nodes[source] == nil {
          return "\(id).\(name) of 'graph.nodes' links to a node \(source) that is there"
        }
        guard Self.isJSON(value) else {
          return "\(id).\(name) of 'graph.nodes' has a number that JSON knows"
        }
      }
    }
    return nil
  }

  /// Numbers are sent as they are written.
  private static func isJSON(_ node: JSONNode) -> Bool {
    switch node {
    case .number(let text): isNumber(String(decoding: text, as: UTF8.self))
    case .array(let elements): elements.allSatisfy(isJSON)
    case .object(let members, _): members.values.allSatisfy(isJSON)
    default: true
    }
  }

  /// Whether `text` is a number as JSON writes them.
  static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/) != nil
  }

  private var all: [(name: String, places: [String])] {
    [
      ("prompt", holes.prompt), ("images", holes.images), ("mask", holes.mask),
      ("seed", holes.seed),
      ("width", holes.width), ("height", holes.height), ("prefix", holes.prefix),
    ] + holes.options.sorted { $0.key < $1.key }.map { ("options.\($0.key)", $0.value) }
  }

  private var places: String? {
    for (name, places) in all {
      for place in places where graph.place(place) == nil {
        return "'graph.holes.\(name)' names inputs of nodes, as in 6.text; \(place) is none"
      }
    }
    let used = all.flatMap(\.places)
    let twice = used.first { place in used.count { $0 == place } > 1 }
    return twice.map { "each place is in 'graph.holes' once, and \($0) is there twice" }
  }

  /// What stands in a hole says what may.
  private var values: String? {
    for (name, places) in all {
      for place in places {
        let value = graph.place(place).flatMap { graph[$0] }
        let fits =
          switch (name, value) {
          case ("seed", .number?), ("width", .number?), ("height", .number?): true
          case ("prompt", .string?), ("images", .string?), ("mask", .string?): true
          case ("prefix", .string?): true
          case (_, .number?), (_, .string?), (_, .bool?): name.hasPrefix("options.")
          default: false
          }
        if !fits { return "\(place) in 'graph.holes.\(name)' holds such a value, and no link" }
      }
    }
    return nil
  }

  private var optional: String? {
    for (place, dropped) in holes.optional.sorted(by: { $0.key < $1.key }) {
      guard (holes.images + holes.mask).contains(place) else {
        return "'graph.holes.optional' is about places of 'images' and 'mask'; \(place) is none"
      }
      if let words = missing(dropped, "holes.optional") { return words }
      guard let node = graph.place(place)?.node, dropped.contains(node) else {
        return "'graph.holes.optional' leaves out the node of \(place) too"
      }
    }
    let required = holes.images.prefix(holes.images.count { holes.optional[$0] == nil })
    return required.contains { holes.optional[$0] != nil }
      ? "the places in 'graph.holes.optional' are the last of 'images'" : nil
  }

  private func mask(of profile: ModelProfile) -> String? {
    if profile.maskPaint != nil { return "no 'mask_paint': its nodes read what is transparent" }
    for place in holes.mask {
      guard let node = graph.place(place)?.node, graph.kind(of: node) == "LoadImageMask",
        graph.inputs(of: node)["channel"]?.text != "alpha"
      else { continue }
      return
        "\(node).channel of 'graph.nodes' is alpha: a mask is transparent where an image may change"
    }
    return profile.capabilities.mask == !holes.mask.isEmpty
      ? nil : "'capabilities.mask' is true where 'graph.holes.mask' names a place, and else false"
  }

  private func missing(_ ids: [String], _ name: String) -> String? {
    ids.first { graph.nodes[$0] == nil }.map { "'graph.\(name)' names nodes; \($0) is none" }
  }

  private func adapters(_ place: Graph.AdapterPlace?, of profile: ModelProfile) -> String? {
    guard (place != nil) == (profile.adapters?.value != nil) else {
      return
        "'adapters' and 'graph.adapters' go together: which are taken, and behind what they are loaded"
    }
    for output in [place?.model, place?.clip].compactMap(\.self) where graph.output(output) == nil {
      return "'graph.adapters' names outputs of nodes, as in 4.0; \(output) is none"
    }
    return nil
  }

  private func limits(of profile: ModelProfile) -> String? {
    guard profile.limits.images.hard == holes.images.count else {
      return "'limits.images.hard' is \(holes.images.count), as many as 'graph.holes.images' has"
    }
    let sized = !holes.width.isEmpty && !holes.height.isEmpty
    return sized || profile.aspects.value?.isEmpty == true
      ? nil : "'aspects' is an empty list where 'graph.holes' has no width and height"
  }
}
