import Foundation
import TroupeVocabulary

/// The body of a submission to version 2: a graph, and on this machine a label. Nothing else may ride along with it, so that
/// what is filled in between its writing and its sending says so itself, in the place of the value.
struct ComfyWorkflow {
  private var graph: ComfyGraph
  /// What the job is called in the server's list; `nil` where it is submitted elsewhere.
  private(set) var label: String?

  /// The header under which the job's name travels: none is taken twice.
  static let nameHeader = "Idempotency-Key"

  /// `job` as it is written here.
  init(_ job: ComfyJob) {
    graph = job.graph
    for (place, name) in job.images { graph.fill([place], with: Self.asset(name, id: nil)) }
    graph.fill(job.prefix, with: Self.prefix)
    graph.fill(job.seed, with: Self.seed)
  }

  /// The workflow in the body of `message`; `nil` where there is none.
  init?(_ message: HTTPRequest) {
    guard message.method == "POST", message.body.segments.count == 1,
      case .text(let text) = message.body.segments[0],
      let body = JSONReader.documents(in: Data(text.utf8)).nodes.first,
      let graph = ComfyGraph(body["workflow"])
    else { return nil }
    self.graph = graph
    label = body["metadata"]?.text
  }

  /// The body: always the same bytes.
  var body: MessageBody {
    let label = label.map { [WireMember("metadata", .string($0))] } ?? []
    return WireValue.object([WireMember("workflow", graph.value)] + label).body
  }

  /// The names of the images that it refers to, as they are uploaded.
  var images: Set<String> {
    Set(graph.nodes.keys.flatMap { graph.inputs(of: $0).values }.compactMap(Self.file))
  }

  /// The same with the image called `name` under the id that the server gave it.
  func naming(_ name: String, id: String) -> ComfyWorkflow {
    replacing { Self.file($0) == name ? Self.asset(name, id: id) : nil }
  }

  /// `message` under a name made from `id`, with its results and a seed of its own. The server of one's own machine lists its
  /// jobs with the label that each was given, so that a job is found there whose answer was lost; others take no such label.
  func identified(_ message: HTTPRequest, by id: ULID) -> HTTPRequest {
    var workflow = replacing { input in
      switch Self.mark(input) {
      case Self.prefixMark: JSONNode(id.prefix)
      case Self.seedMark: JSONNode(number: id.seed)
      default: nil
      }
    }
    workflow.label = Endpoint.isLocal(message.url) ? id.uuid : nil
    return HTTPRequest(
      method: message.method, url: message.url,
      headers: message.headers + [HTTPHeader(Self.nameHeader, id.uuid)],
      keyHeader: message.keyHeader, body: workflow.body)
  }

  /// The same without the name `name`, images called as they are uploaded.
  func nameless(_ name: String?) -> ComfyWorkflow {
    let prefix = name.flatMap(ULID.init(uuid:))?.prefix
    var workflow = replacing { input in
      if let file = Self.file(input) { return Self.asset(file, id: nil) }
      return prefix != nil && input.text == prefix ? Self.prefix : nil
    }
    workflow.label = nil
    return workflow
  }

  private func replacing(_ change: (JSONNode) -> JSONNode?) -> ComfyWorkflow {
    var workflow = self
    workflow.graph.replaceInputs(change)
    return workflow
  }
}

/// What stands in a place that is filled later, or by the server.
extension ComfyWorkflow {
  private static let (prefixMark, seedMark) = ("troupe/PREFIX", "troupe/SEED")
  private static var prefix: JSONNode { typed(prefixMark, [:]) }
  private static var seed: JSONNode { typed(seedMark, [:]) }

  private static func typed(_ mark: String, _ members: [String: JSONNode]) -> JSONNode {
    .object(members.merging(["__type": JSONNode(mark)]) { _, mark in mark }, text: Data())
  }

  private static func mark(_ input: JSONNode) -> String? {
    input.isObject ? input["__type"]?.text : nil
  }

  /// A file that was uploaded, by the id that the server gave it; its name is a hint.
  private static func asset(_ file: String, id: String?) -> JSONNode {
    var info = ["file_path": JSONNode(file)]
    info["id"] = id.map { JSONNode($0) }
    return typed("core/ASSET", ["info": .object(info, text: Data())])
  }

  /// The file that `input` refers to.
  private static func file(_ input: JSONNode) -> String? {
    mark(input) == "core/ASSET" ? input["info"]?["file_path"]?.text : nil
  }
}
