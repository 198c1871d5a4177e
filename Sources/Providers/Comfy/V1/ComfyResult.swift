import Foundation
import TroupeVocabulary

/// A file that a node made.
struct ComfyFile {
  let name: String
  let folder: String
  /// `output` for what is kept, `temp` for a preview.
  let type: String

  /// `nil` for what names no file.
  init?(_ node: JSONNode) {
    guard let name = node["filename"]?.text, !name.isEmpty, name.utf8.count <= 500 else {
      return nil
    }
    self.name = name
    folder = String((node["subfolder"]?.text ?? "").prefix(500))
    type = String((node["type"]?.text ?? "output").prefix(20))
  }

  /// Its path below the folder of its type.
  var path: String { folder.isEmpty ? name : "\(folder)/\(name)" }
}

/// What the history says of a job that has ended.
struct ComfyResult {
  private let job: JSONNode
  private let submitted: ComfyJob?
  /// The results in order, with the node that made each.
  private let results: [(node: String, file: ComfyFile)]

  /// More than any graph makes in one run.
  private static let most = 64

  /// `job` is an entry of the history.
  init(_ job: JSONNode, profile: ModelProfile) {
    self.job = job
    let parts = job["prompt"]?.elements ?? []
    submitted =
      parts.count > 3 ? ComfyJob(prompt: parts[2], id: parts[1], extra: parts[3]) : nil
    var outputs: [String: JSONNode] = [:]
    if case .object(let members, _)? = job["outputs"] { outputs = members }
    let wanted = profile.graph?.outputs ?? []
    let nodes = wanted.isEmpty ? outputs.keys.sorted(by: ComfyGraph.isBefore) : wanted
    let all = nodes.flatMap { node in
      (outputs[node]?["images"]?.list ?? []).compactMap(ComfyFile.init).map { (node, $0) }
    }
    // Previews count where the profile names their node.
    results = Array(all.filter { !wanted.isEmpty || $0.1.type == "output" }.prefix(Self.most))
  }

  /// The results in order.
  var files: [ComfyFile] { results.map(\.file) }

  /// What it comes to; images are named, and still to be fetched.
  func decoded(id: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.responseID = id
    decoded.finishReason = (ending?.name ?? job["status"]?["status_str"]?.text).map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    decoded.message = message.map(ComfyWords.clean)
    if decoded.outcome == .images, isCached { decoded.oddities.insert(.cached) }
    return decoded
  }

  private var outcome: Outcome {
    if !results.isEmpty { return .images }
    guard let ending else {
      return job["status"]?["status_str"]?.text == "error"
        ? .noImage(reason: "error") : .noImage(reason: "no image among the outputs")
    }
    let kind = ending.data["exception_type"]?.text ?? ending.name
    return ComfyWords.isAboutContent(ending.data["exception_message"]?.text ?? "")
      ? .blocked(reason: ProviderMessage.clean(String(kind.prefix(200))))
      : .noImage(reason: ending.name)
  }

  /// What broke it off.
  private var ending: (name: String, data: JSONNode)? {
    events.last { ["execution_error", "execution_interrupted"].contains($0.name) }
  }

  private var events: [(name: String, data: JSONNode)] {
    (job["status"]?["messages"]?.elements ?? []).compactMap { event in
      guard let pair = event.elements, pair.count == 2, let name = pair[0].text else { return nil }
      return (name, pair[1])
    }
  }

  /// Which node failed and how; never the traceback, which tells of the server's disk.
  private var message: String? {
    guard let ending else { return nil }
    let id = ending.data["node_id"].flatMap { $0.text ?? $0.integer.map(String.init) }
    let node = ComfyWords.node(id, kind: ending.data["node_type"]?.text)
    if ending.name == "execution_interrupted" { return "interrupted at \(node)" }
    return "\(node): \(ending.data["exception_message"]?.text ?? "no reason")"
  }

  /// Whether nothing new was made: a result's node did not run, its file is of an earlier run, or no other node ran than
  /// those that write the results.
  private var isCached: Bool {
    let kept = events.filter { $0.name == "execution_cached" }
      .flatMap { $0.data["nodes"]?.elements ?? [] }.compactMap(\.text)
    let cached = Set(kept)
    if results.contains(where: { cached.contains($0.node) }) { return true }
    guard let submitted else { return false }
    let others = submitted.graph.nodes.keys.filter { node in !results.contains { $0.node == node } }
    if !others.isEmpty, cached.isSuperset(of: others) { return true }
    let prefixes = submitted.prefix.compactMap { place in
      submitted.graph.place(place).flatMap { submitted.graph[$0]?.text }
    }
    return !prefixes.isEmpty
      && files.contains { file in !prefixes.contains { file.path.hasPrefix($0) } }
  }
}
