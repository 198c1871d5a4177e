import Foundation

/// A workflow that was submitted, and what is told of it.
struct FakeComfyV2Job: Sendable {
  let run: FakeComfyRun
  let label: String?
  var waits: Int
  /// What the history of the server behind says; `nil` before it has ended.
  var entry: String?

  /// A submission that is not taken.
  struct Refusal: Error { let reply: FakeReply }

  /// The submission in `request`, references to assets resolved to files.
  static func read(
    _ request: RecordedRequest, assets: [String: Data], waits: Int
  ) -> Result<FakeComfyV2Job, Refusal> {
    func refuse(_ status: Int, _ code: String, _ message: String) -> Result<Self, Refusal> {
      .failure(Refusal(reply: FakeComfyV2Desk.error(status, code, message)))
    }
    guard request.header("content-type")?.hasPrefix("application/json") == true,
      let body = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any]
    else { return refuse(400, "invalid_request", "Body must be JSON.") }
    if let odd = body.keys.sorted().first(where: { !["workflow", "metadata"].contains($0) }) {
      return refuse(422, "invalid_request", "'\(odd)' is not accepted.")
    }
    guard body["metadata"] == nil || body["metadata"] is String else {
      return refuse(422, "invalid_request", "'metadata' must be a string.")
    }
    guard let workflow = body["workflow"] as? [String: Any] else {
      return refuse(422, "invalid_workflow", "Missing 'workflow'.")
    }
    if workflow["nodes"] is [Any] {
      return refuse(422, "workflow_format_ui", "This is a UI-export graph.")
    }
    var missing: [String] = []
    let resolved = resolve(workflow, assets: assets, &missing)
    guard missing.isEmpty else {
      return refuse(422, "missing_asset", "Unresolvable reference: \(missing[0])")
    }
    let prompt: [String: Any] = ["prompt": resolved, "prompt_id": UUID().uuidString.lowercased()]
    guard let data = try? JSONSerialization.data(withJSONObject: prompt),
      let run = FakeComfyRun(data)
    else { return refuse(422, "invalid_workflow", "No graph.") }
    return .success(FakeComfyV2Job(run: run, label: body["metadata"] as? String, waits: waits))
  }

  /// A file is called after its asset.
  private static func resolve(
    _ value: Any, assets: [String: Data], _ missing: inout [String]
  ) -> Any {
    if let object = value as? [String: Any] {
      guard let type = object["__type"] as? String else {
        return object.mapValues { resolve($0, assets: assets, &missing) }
      }
      let id = (object["info"] as? [String: Any])?["id"] as? String
      guard type == "core/ASSET", let id, assets[id] != nil else {
        missing.append(id ?? type)
        return value
      }
      return "\(id).png"
    }
    if let list = value as? [Any] { return list.map { resolve($0, assets: assets, &missing) } }
    return value
  }

  /// The refusal of the server behind, as it is passed on.
  static func refused(_ refusal: String) -> FakeReply {
    let parts = try? JSONSerialization.jsonObject(with: Data(refusal.utf8)) as? [String: Any]
    let message = (parts?["error"] as? [String: Any])?["message"] as? String ?? ""
    return FakeComfyV2Desk.error(
      422, "invalid_workflow", message,
      details: text(["node_errors": parts?["node_errors"] ?? [String: Any]()]))
  }

  private static func text(_ value: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  /// The path of the file behind the id of an output.
  static func file(_ id: String) -> String? {
    Data(base64Encoded: id).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The job as it is told. `deleted` jobs are known here alone, and expired.
  func text(base: String, resultBase: String, end: FakeComfy.End) -> String {
    let history =
      entry.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) } as? [String: Any]
    let events = ((history?["status"] as? [String: Any])?["messages"] as? [[Any]]) ?? []
    func event(_ name: String) -> [String: Any]? {
      events.first { $0.first as? String == name }?.last as? [String: Any]
    }
    var job: [String: Any] = [
      "id": run.id, "status": waits > 1 ? "queued" : "running",
      "created_at": "2026-11-28T00:00:00Z",
      "outputs": [Any](), "error": NSNull(), "outputs_reused": false,
      "urls": [
        "self": "\(base)/api/v2/jobs/\(run.id)", "events": "\(base)/api/v2/jobs/\(run.id)/events",
        "cancel": "\(base)/api/v2/jobs/\(run.id)/cancel",
      ],
    ]
    if let label { job["metadata"] = label }
    guard let history else { return Self.text(job) }
    switch end {
    case .done: job["status"] = "succeeded"
    case .error: job["status"] = "failed"
    case .interrupted: job["status"] = "canceled"
    case .deleted: job["status"] = "expired"
    }
    if case .deleted = end { return Self.text(job) }
    let cached = event("execution_cached")?["nodes"] as? [Any]
    job["outputs_reused"] = cached?.isEmpty == false
    if let failure = event("execution_error") {
      job["error"] = [
        "code": "node_execution_error", "message": failure["exception_message"] ?? "",
        "node_id": failure["node_id"] ?? NSNull(), "class_type": failure["node_type"] ?? NSNull(),
        "traceback": NSNull(),
      ]
    }
    job["outputs"] = Self.outputs(history["outputs"] as? [String: Any] ?? [:], resultBase)
    return Self.text(job)
  }

  /// Not in the order of the graph.
  private static func outputs(_ outputs: [String: Any], _ base: String) -> [[String: Any]] {
    outputs.sorted { $0.key > $1.key }.flatMap { node, made -> [[String: Any]] in
      let images = (made as? [String: Any])?["images"] as? [[String: Any]] ?? []
      return images.map { image in
        let name = image["filename"] as? String ?? ""
        let folder = image["subfolder"] as? String ?? ""
        let id = "asset_" + Data("\(folder)/\(name)".utf8).base64EncodedString()
        return [
          "node_id": node, "name": name, "type": "image", "content_type": "image/png",
          "id": id, "url": "\(base)/api/v2/assets/\(id)/content",
        ]
      }
    }
  }
}
