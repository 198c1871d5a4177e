import Foundation

/// OpenRouter on loopback: it lists its models, refuses what a model does not take, and answers with a picture and what it
/// cost.
package final class FakeOpenRouter: Sendable {
  /// The key that it knows.
  package static let key = "sk-or-fake-0123456789abcdef"

  private let fake: FakeGemini

  /// A server with these models.
  /// - Parameter script: what is answered first, one reply a request, whatever was asked.
  package init(
    _ models: [FakeOpenRouterModel] = FakeOpenRouterModel.usual, script: [FakeReply] = []
  ) throws {
    let shelf = FakeOpenRouterShelf(models)
    fake = try FakeGemini(script) { shelf.reply(to: $0) }
  }

  /// Where it listens, as `OPENROUTER_BASE_URL` has it.
  package var baseURL: String { fake.baseURL + "/api/v1" }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// How many pictures it made: what it bills.
  package var billed: Int { fake.billedSends }

  /// Ends it.
  package func stop() { fake.stop() }
}

/// A model of `FakeOpenRouter`.
package struct FakeOpenRouterModel: Sendable {
  /// As requests name it.
  package let slug: String
  /// JSON of `supported_parameters`.
  package let parameters: String
  /// JSON of the items of `pricing`.
  package let pricing: String

  package init(_ slug: String, parameters: String, pricing: String = "") {
    self.slug = slug
    self.parameters = parameters
    self.pricing = pricing
  }

  /// Those of the built-in profiles, with what those say.
  package static let usual = [
    FakeOpenRouterModel(
      "google/gemini-3-pro-image",
      parameters: #"""
        {"aspect_ratio":{"type":"enum","values":["1:1","16:9"]},
         "resolution":{"type":"enum","values":["1K","2K","4K"]},"seed":{"type":"boolean"},
         "output_format":{"type":"enum","values":["png"]},
         "input_references":{"type":"range","min":0,"max":14}}
        """#),
    FakeOpenRouterModel(
      "openai/gpt-image-2",
      parameters: #"""
        {"quality":{"type":"enum","values":["auto","low","medium","high"]},
         "background":{"type":"enum","values":["auto","opaque"]},
         "input_references":{"type":"range","min":0,"max":16}}
        """#),
    FakeOpenRouterModel(
      "bytedance-seed/seedream-4.5",
      parameters: #"""
        {"resolution":{"type":"enum","values":["1K","2K","4K"]},"size":{"type":"boolean"},
         "seed":{"type":"boolean"},"input_references":{"type":"range","min":0,"max":14}}
        """#,
      pricing: #"{"billable":"output_image","unit":"image","cost_usd":0.04}"#),
  ]
}

/// What `FakeOpenRouter` answers.
struct FakeOpenRouterShelf: Sendable {
  private let models: [FakeOpenRouterModel]

  init(_ models: [FakeOpenRouterModel]) { self.models = models }

  func reply(to request: RecordedRequest) -> FakeReply {
    let path = request.path.replacing("/api/v1", with: "")
    if request.method == "GET", path == "/images/models" { return list }
    if request.method == "GET" {
      let model = models.first { path == "/images/models/\($0.slug)/endpoints" }
      return model.map(Self.endpoints) ?? Self.error(404, "Not found")
    }
    guard request.method == "POST", path == "/images" else { return Self.error(404, "Not found") }
    guard request.header("authorization") == "Bearer \(FakeOpenRouter.key)" else {
      return Self.error(401, "Missing Authentication header")
    }
    let body = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any]
    guard let body, request.header("content-type")?.hasPrefix("application/json") == true else {
      return Self.error(400, "Not JSON")
    }
    guard let model = models.first(where: { $0.slug == body["model"] as? String }) else {
      return Self.error(404, "No endpoints found")
    }
    if let fault = FakeOpenRouterForm(body, model).fault { return Self.error(400, fault) }
    return Self.picture(streams: body["stream"] as? Bool == true)
  }

  private var list: FakeReply {
    let entries = models.map {
      #"{"id":"\#($0.slug)","name":"\#($0.slug)","architecture":{"output_modalities":["image"]},"#
        + #""supports_streaming":false,"supported_parameters":\#($0.parameters)}"#
    }
    return FakeReply(json: #"{"data":[\#(entries.joined(separator: ","))]}"#)
  }

  private static func endpoints(_ model: FakeOpenRouterModel) -> FakeReply {
    FakeReply(
      json: #"{"id":"\#(model.slug)","endpoints":[{"provider_slug":"fake","pricing":["#
        + model.pricing + "]}]}")
  }

  private static func error(_ status: Int, _ message: String) -> FakeReply {
    FakeReply(status: status, json: #"{"error":{"code":\#(status),"message":"\#(message)"}}"#)
  }

  private static func picture(streams: Bool) -> FakeReply {
    let image = SamplePicture.png().base64EncodedString()
    let usage =
      #""usage":{"prompt_tokens":10,"completion_tokens":1000,"total_tokens":1010,"cost":0.04}"#
    guard streams else {
      return FakeReply(
        json:
          #"{"created":1,"data":[{"b64_json":"\#(image)","media_type":"image/png"}],\#(usage)}"#,
        isBilled: true)
    }
    let done =
      #"{"type":"image_generation.completed","b64_json":"\#(image)","media_type":"image/png",\#(usage)}"#
    var reply = FakeReply(json: "data: \(done)\n\ndata: [DONE]\n\n", isBilled: true)
    reply.type = "text/event-stream"
    return reply
  }
}
