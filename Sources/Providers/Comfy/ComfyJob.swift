import Foundation
import TroupeVocabulary

/// The body of a submission taken apart: a graph, the name under which it runs, and marks of what is filled in between
/// its writing and its sending. The server keeps the marks with the job and does nothing with them.
struct ComfyJob {
  var graph: ComfyGraph
  /// The name under which it can be asked for; `nil` before it has one.
  private(set) var id: String?
  /// Names of images by place, as they are uploaded: the server may answer with others.
  private(set) var images: [String: String] = [:]
  /// Where the beginning of file names goes.
  private(set) var prefix: [String] = []
  /// Where a seed goes that was not asked for.
  private(set) var seed: [String] = []

  /// The folder of inputs and outputs on the server.
  static let folder = "troupe"

  /// A job without marks.
  init(graph: ComfyGraph) { self.graph = graph }

  /// The job in the body of `message`, or in what a history says of it; `nil` where there is none.
  init?(_ message: HTTPRequest) {
    guard message.method == "POST", message.body.segments.count == 1,
      case .text(let text) = message.body.segments[0],
      let body = JSONReader.documents(in: Data(text.utf8)).nodes.first
    else { return nil }
    self.init(prompt: body["prompt"], id: body["prompt_id"], extra: body["extra_data"])
  }

  init?(prompt: JSONNode?, id: JSONNode?, extra: JSONNode?) {
    guard let graph = ComfyGraph(prompt) else { return nil }
    self.graph = graph
    self.id = id?.text
    let marks = extra?[Self.folder]
    if case .object(let members, _)? = marks?["images"] {
      images = members.compactMapValues(\.text)
    }
    prefix = marks?["prefix"]?.list.compactMap(\.text) ?? []
    seed = marks?["seed"]?.list.compactMap(\.text) ?? []
  }

  /// What an image is called when it is uploaded: after its content.
  static func fileName(of image: StoredImage) -> String {
    "troupe-\(image.digest.hex).\(image.type.fileExtension)"
  }

  /// Puts `image` at `place`, under the name that it will have unless the server answers otherwise.
  mutating func mark(image: StoredImage, at place: String) {
    images[place] = Self.fileName(of: image)
    graph.fill([place], with: JSONNode("\(Self.folder)/\(Self.fileName(of: image))"))
  }

  /// Has a seed made for `places` when the job gets its name.
  mutating func mark(seed places: [String]) {
    seed = places
    graph.fill(places, with: JSONNode(number: "0"))
  }

  /// Has the results named after the job.
  mutating func mark(prefix places: [String]) {
    prefix = places
    graph.fill(places, with: JSONNode("\(Self.folder)/\(Self.folder)"))
  }

  /// The same with the image `image` called `name`.
  func naming(_ image: StoredImage, _ name: String) -> ComfyJob {
    var job = self
    let places = images.filter { $0.value == Self.fileName(of: image) }.map(\.key)
    job.graph.fill(places, with: JSONNode(name))
    return job
  }

  /// The same under a name made from `id`, results and all.
  func identified(by id: ULID) -> ComfyJob {
    var job = self
    job.id = id.uuid
    job.graph.fill(prefix, with: JSONNode(id.prefix))
    job.graph.fill(seed, with: JSONNode(number: id.seed))
    // It is kept when the job is sent again.
    job.seed = []
    return job
  }

  /// The same without a name, images called as they are uploaded.
  var nameless: ComfyJob {
    var job = self
    job.id = nil
    job.graph.fill(prefix, with: JSONNode("\(Self.folder)/\(Self.folder)"))
    for (place, name) in images {
      job.graph.fill([place], with: JSONNode("\(Self.folder)/\(name)"))
    }
    return job
  }
}

extension ComfyJob {
  /// The body of its submission: always the same bytes.
  var body: MessageBody {
    var marks: [WireMember] = []
    if !images.isEmpty {
      marks.append(
        WireMember("images", WireValue(.object(images.mapValues { JSONNode($0) }, text: Data()))))
    }
    if !prefix.isEmpty { marks.append(WireMember("prefix", .array(prefix.map { .string($0) }))) }
    if !seed.isEmpty { marks.append(WireMember("seed", .array(seed.map { .string($0) }))) }
    var members = [WireMember("prompt", graph.value)]
    if let id { members.append(WireMember("prompt_id", .string(id))) }
    let extra = WireValue.object([WireMember(Self.folder, .object(marks))])
    return WireValue.object(members + [WireMember("extra_data", extra)]).body
  }

  /// `message` with it in place of its body.
  func message(as message: HTTPRequest) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: message.url, headers: message.headers,
      keyHeader: message.keyHeader, body: body)
  }
}
