package import Foundation

/// OpenAI's APIs on loopback. It takes nothing that the vendor's documentation rules out, and says which field is wrong.
package final class FakeOpenAI: Sendable {
  private let server: FakeGemini

  /// A server that answers its first requests with `script`, whatever they are.
  package init(_ script: [FakeReply] = []) throws {
    server = try FakeGemini(script) { Self.reply(to: $0) }
  }

  /// Where it listens, with the version as `OPENAI_BASE_URL` holds it.
  package var baseURL: String { server.baseURL + "/v1" }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { server.requests }

  /// How many images the vendor would have billed.
  package var billed: Int { server.billedSends }

  /// Ends it and every connection.
  package func stop() { server.stop() }

  /// The image of every answer.
  package static let picture = SamplePicture.png(width: 40, height: 20)

  private static func reply(to request: RecordedRequest) -> FakeReply {
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return error(401, "invalid_request_error", "invalid_api_key", "No key.")
    }
    switch (request.method, request.path) {
    case ("POST", "/v1/images/generations"): return generation(request)
    case ("POST", "/v1/images/edits"): return edit(request)
    case ("POST", "/v1/responses"): return response(request)
    case ("GET", "/v1/responses/resp_1"): return FakeReply(json: responseBody("completed"))
    default: return error(404, "invalid_request_error", nil, "Unknown request URL.")
    }
  }

  private static func generation(_ request: RecordedRequest) -> FakeReply {
    guard request.header("content-type") == "application/json",
      let body = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any]
    else { return refusal(of: "body") }
    return made(body.mapValues { "\($0)" }, streams: body["stream"] as? Bool ?? false)
  }

  private static func edit(_ request: RecordedRequest) -> FakeReply {
    let form: StrictMultipart
    do {
      form = try StrictMultipart(request.body, type: request.header("content-type") ?? "")
    } catch { return refusal(of: "body: \(error)") }
    let fields = form.parts.filter { $0.fileName == nil }
    guard fields.allSatisfy({ $0.type == nil }), Set(fields.map(\.name)).count == fields.count,
      fields.first?.name == "prompt"
    else { return refusal(of: "body") }
    if let wrong = OpenAIRules.objection(toFiles: form.parts.filter { $0.fileName != nil }) {
      return refusal(of: wrong)
    }
    let texts = Dictionary(fields.map { ($0.name, $0.text ?? "") }, uniquingKeysWith: { $1 })
    return made(texts, streams: texts["stream"] == "true")
  }

  private static func made(_ fields: [String: String], streams: Bool) -> FakeReply {
    var fields = fields
    if streams { fields["stream"] = "true" }
    if let wrong = OpenAIRules.objection(toFields: fields) { return refusal(of: wrong) }
    let image = picture.base64EncodedString()
    let usage =
      #"{"input_tokens":20,"input_tokens_details":{"image_tokens":0,"text_tokens":20},"output_tokens":196,"#
      + #""output_tokens_details":{"image_tokens":196,"text_tokens":0},"total_tokens":216}"#
    guard streams else {
      return FakeReply(
        json:
          #"{"created":1,"data":[{"b64_json":"\#(image)"}],"output_format":"png","usage":\#(usage)}"#,
        isBilled: true)
    }
    let start = #"data: {"type":"image_generation."#
    var reply = FakeReply(
      json: #"\#(start)partial_image","b64_json":"\#(image)","partial_image_index":0}"# + "\n\n"
        + #"\#(start)completed","b64_json":"\#(image)","output_format":"png","usage":\#(usage)}"#
        + "\n\n", isBilled: true)
    reply.type = "text/event-stream"
    return reply
  }

  private static let responseFields: Set = [
    "background", "input", "model", "safety_identifier", "store", "stream", "tool_choice", "tools",
  ]

  private static func response(_ request: RecordedRequest) -> FakeReply {
    guard request.header("content-type") == "application/json",
      let body = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any],
      let tool = (body["tools"] as? [[String: Any]])?.first
    else { return refusal(of: "body") }
    if let unknown = body.keys.sorted().first(where: { !responseFields.contains($0) }) {
      return refusal(of: unknown)
    }
    guard tool["type"] as? String == "image_generation" else { return refusal(of: "tools") }
    let isJob = body["background"] as? Bool ?? false
    // A job that is not kept cannot be asked for.
    guard !isJob || body["store"] as? Bool == true else { return refusal(of: "store") }
    return FakeReply(json: responseBody(isJob ? "queued" : "completed"), isBilled: true)
  }

  private static func responseBody(_ status: String) -> String {
    let call =
      #"{"id":"ig_1","type":"image_generation_call","status":"completed","result":"\#(picture.base64EncodedString())"}"#
    return
      #"{"id":"resp_1","object":"response","status":"\#(status)","model":"gpt-5.5","output":[\#(status == "completed" ? call : "")]}"#
  }

  private static func refusal(of field: String) -> FakeReply {
    error(400, "invalid_request_error", "invalid_value", "Wrong: \(field)")
  }

  private static func error(
    _ status: Int, _ type: String, _ code: String?, _ message: String
  ) -> FakeReply {
    let code = code.map { "\"\($0)\"" } ?? "null"
    return FakeReply(
      status: status,
      json: #"{"error":{"message":"\#(message)","type":"\#(type)","param":null,"code":\#(code)}}"#)
  }
}
