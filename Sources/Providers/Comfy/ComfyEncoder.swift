import Foundation
import TroupeVocabulary

/// Fills the holes of a profile's graph with what a request brings.
struct ComfyEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  private var profile: ModelProfile { request.profile }
  private var asked: Parameters { request.parameters }

  /// The submission, without a name of its own yet; images by names of their contents.
  /// - Parameters:
  ///   - path: where jobs are submitted, below the endpoint's address.
  ///   - body: writes a job as that place takes it.
  func encoded(
    at path: String, _ body: (ComfyJob) -> MessageBody
  ) throws(TroupeError) -> Encoded {
    guard let stated = profile.graph, ComfyGraphFault.words(of: profile) == nil,
      var graph = ComfyGraph(Data(stated.nodes.utf8))
    else {
      throw .invalidValue(
        name: "Model profile", value: profile.id,
        expected: ComfyGraphFault.words(of: profile) ?? "a graph")
    }
    let holes = stated.holes
    if let uri = request.asked.uris.first { throw unsupported("uri", "\(uri)", []) }
    let size = try ComfySize(asked, profile: profile, standing: standing(in: graph, holes))
    if let sides = size.sides {
      graph.fill(holes.width, with: JSONNode(number: "\(sides[0])"))
      graph.fill(holes.height, with: JSONNode(number: "\(sides[1])"))
    }
    try fillOptions(of: holes, in: &graph)
    let adjustments = fillWords(of: holes, in: &graph)
    if let place = stated.adapters { graph.load(request.adapters, at: place) }
    var job = ComfyJob(graph: graph)
    try fillSeed(of: holes, in: &job)
    try fillImages(of: holes, in: &job)
    try fillMask(of: holes, in: &job)
    job.mark(prefix: holes.prefix)
    let message = HTTPRequest(
      method: "POST", url: "\(endpoint.baseURL)\(path)",
      headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
      keyHeader: endpoint.comfyKeyHeader, body: body(job))
    return Encoded(
      request: message,
      sent: Parameters(
        aspect: size.aspect, size: size.size, seed: asked.seed, options: asked.options),
      adjustments: adjustments)
  }

  private func standing(in graph: ComfyGraph, _ holes: Graph.Holes) -> [Int]? {
    func number(_ places: [String]) -> Int? {
      places.first.flatMap(graph.place).flatMap { graph[$0]?.integer }
    }
    guard !holes.width.isEmpty, !holes.height.isEmpty else { return nil }
    return [number(holes.width) ?? 1, number(holes.height) ?? 1]
  }

  private func fillWords(of holes: Graph.Holes, in graph: inout ComfyGraph) -> [Adjustment] {
    // Words name images by their positions: the graph takes one text.
    let words = request.composition.parts.compactMap { part -> String? in
      if case .text(let text) = part { text } else { nil }
    }.joined(separator: "\n")
    graph.fill(holes.prompt, with: JSONNode(words))
    guard holes.prompt.isEmpty, !words.isEmpty else { return [] }
    return [
      Adjustment(
        field: "prompt", before: words, after: "",
        reason: "the graph of \(profile.id) has no place for words")
    ]
  }

  private func fillOptions(
    of holes: Graph.Holes, in graph: inout ComfyGraph
  ) throws(TroupeError) {
    for (name, value) in asked.options.sorted(by: { $0.key < $1.key }) {
      guard let option = ComfyOption(name, of: profile) else {
        throw unsupported("option", name, holes.options.keys.sorted())
      }
      guard let node = option.node(for: value) else {
        throw .invalidValue(name: name, value: value, expected: option.expected)
      }
      graph.fill(option.places, with: node)
    }
  }

  private func fillSeed(of holes: Graph.Holes, in job: inout ComfyJob) throws(TroupeError) {
    guard let seed = asked.seed else { return job.mark(seed: holes.seed) }
    guard !holes.seed.isEmpty else { throw unsupported("seed", "\(seed)", []) }
    guard seed >= 0 else {
      throw .invalidValue(
        name: "seed", value: "\(seed)", expected: "a whole number from 0 to \(Int.max)")
    }
    job.graph.fill(holes.seed, with: JSONNode(number: "\(seed)"))
  }

  private func fillImages(of holes: Graph.Holes, in job: inout ComfyJob) throws(TroupeError) {
    let (count, most) = (request.inputs.count, holes.images.count)
    let least = most - holes.images.count { holes.optional[$0] != nil }
    guard (least...most).contains(count) else {
      let range = least == most ? "exactly \(most)" : "\(least) to \(most)"
      throw .invalidValue(
        name: "images", value: "\(count)", expected: "the graph of \(profile.id) takes \(range)")
    }
    for (place, input) in zip(holes.images, request.inputs) {
      job.mark(image: input.rendition, at: place)
    }
    let dropped = holes.images.dropFirst(count).flatMap { holes.optional[$0] ?? [] }
    if !dropped.isEmpty { job.graph.drop(Set(dropped)) }
  }

  /// The server makes a mask of what is transparent, which is what may change.
  private func fillMask(of holes: Graph.Holes, in job: inout ComfyJob) throws(TroupeError) {
    guard let mask = request.asked.mask else {
      guard holes.mask.allSatisfy({ holes.optional[$0] != nil }) else {
        throw .invalidValue(
          name: "mask", value: "none",
          expected: "the graph of \(profile.id) takes one, which says what of the image may change")
      }
      let dropped = Set(holes.mask.flatMap { holes.optional[$0] ?? [] })
      if !dropped.isEmpty { job.graph.drop(dropped) }
      return
    }
    guard !holes.mask.isEmpty else { throw unsupported("mask", mask.digest.short, []) }
    for place in holes.mask { job.mark(image: mask, at: place) }
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}

extension Endpoint {
  /// Where the key goes. A server takes a bearer token or none; an entry of `providers.toml` may name another place.
  var comfyKeyHeader: String? {
    keyPlace?.name ?? (keyVariables == nil ? nil : "Authorization")
  }
}
