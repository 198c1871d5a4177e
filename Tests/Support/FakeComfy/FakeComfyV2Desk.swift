import Foundation
import Synchronization

/// Decides what the server answers.
final class FakeComfyV2Desk: Sendable {
  struct State {
    var assets: [String: Data] = [:]
    var outputs: [String: Data] = [:]
    /// By id, and the ids in the order in which they were made.
    var jobs: [String: FakeComfyV2Job] = [:]
    var order: [String] = []
    var keys: Set<String> = []
    var cache: [String: String] = [:]
    var uploads: [FakeReply]
    var submissions: [FakeReply]
    var polls: [FakeReply]
    var views: [FakeReply]
  }

  let onRequest = Mutex<(@Sendable (RecordedRequest) -> Void)?>(nil)
  private let conduct: FakeComfyV2.Conduct
  private let state: Mutex<State>

  init(_ conduct: FakeComfyV2.Conduct) {
    self.conduct = conduct
    state = Mutex(
      State(
        uploads: conduct.uploads, submissions: conduct.submissions, polls: conduct.polls,
        views: conduct.views))
  }

  var jobs: Int { state.withLock(\.order.count) }
  var assets: [String: Data] { state.withLock(\.assets) }

  func restart() {
    state.withLock { ($0.jobs, $0.cache, $0.keys, $0.assets) = ([:], [:], [], [:]) }
  }

  func finish() {
    state.withLock { state in for id in state.order { end(id, &state) } }
  }

  static func error(
    _ status: Int, _ code: String, _ message: String, details: String = "null"
  ) -> FakeReply {
    FakeReply(
      status: status,
      json: #"{"error":{"code":"\#(code)","message":"\#(message)","details":\#(details)}}"#)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    onRequest.withLock { $0 }?(request)
    if let token = conduct.token, request.header("authorization") != "Bearer \(token)" {
      return Self.error(401, "unauthorized", "Missing or invalid credentials.")
    }
    let path = String(request.path.prefix { $0 != "?" })
    let base = conduct.linksByPath ? "" : "http://\(request.header("host") ?? "")"
    return state.withLock { state in
      switch (request.method, path) {
      case ("POST", "/api/v2/assets"): return upload(request, &state)
      case ("POST", "/api/v2/jobs"):
        let first = submit(request, base, &state)
        return conduct.repeatsSubmission ? submit(request, base, &state) : first
      case ("GET", "/api/v2/jobs"): return list(request, base, state)
      case ("GET", _) where path.hasPrefix("/api/v2/jobs/"):
        return job(String(path.dropFirst("/api/v2/jobs/".count)), base, &state)
      case ("GET", _) where path.hasPrefix("/api/v2/assets/") && path.hasSuffix("/content"):
        return content(path, &state)
      default: return Self.error(404, "not_found", "Not found.")
      }
    }
  }

  private func upload(_ request: RecordedRequest, _ state: inout State) -> FakeReply {
    if !state.uploads.isEmpty { return state.uploads.removeFirst() }
    guard let form = FakeForm(request), let file = form.files["file"], form.files.count == 1,
      Set(form.fields.keys) == ["content_type", "file_path"],
      form.fields["content_type"]?.hasPrefix("image/") == true,
      let path = form.fields["file_path"], !path.contains(".."), !path.hasPrefix("/")
    else { return Self.error(422, "invalid_request", "Malformed multipart body.") }
    let known = state.assets.first { $0.value == file.bytes }?.key
    let id = known ?? UUID().uuidString.lowercased()
    state.assets[id] = file.bytes
    return FakeReply(
      status: known == nil ? 201 : 200,
      json: #"{"id":"\#(id)","hash":"blake3:\#(file.bytes.count)","created_new":\#(known == nil)}"#)
  }

  private func submit(
    _ request: RecordedRequest, _ base: String, _ state: inout State
  ) -> FakeReply {
    if !state.submissions.isEmpty { return state.submissions.removeFirst() }
    if conduct.losesSubmission { return FakeReply(json: "").sent(.noAnswer) }
    let job: FakeComfyV2Job
    switch FakeComfyV2Job.read(request, assets: state.assets, waits: conduct.waits) {
    case .failure(let refusal): return refusal.reply
    case .success(let read): job = read
    }
    guard let key = request.header("idempotency-key"), UUID(uuidString: key) != nil else {
      return Self.error(400, "invalid_request", "Idempotency-Key must be a UUID.")
    }
    guard state.keys.insert(key).inserted else {
      return Self.error(422, "idempotency_key_reuse", "This Idempotency-Key has already been used.")
    }
    // Of a graph that is refused nothing was made, and the key is free again.
    let inputs = Dictionary(
      state.assets.map { ("\($0.key).png", $0.value) }, uniquingKeysWith: { first, _ in first })
    if let refusal = job.run.refusal(inputs: inputs) {
      state.keys.remove(key)
      return FakeComfyV2Job.refused(refusal)
    }
    state.order.append(job.run.id)
    state.jobs[job.run.id] = job
    if conduct.waits == 0 { end(job.run.id, &state) }
    return FakeReply(status: 201, json: text(of: job.run.id, base, state)).sent(conduct.submission)
  }

  private func list(_ request: RecordedRequest, _ base: String, _ state: State) -> FakeReply {
    guard conduct.listsJobs else { return Self.error(501, "not_implemented", "Not yet.") }
    let items = URLComponents(string: request.path)?.queryItems ?? []
    let limit = items.first { $0.name == "limit" }?.value.flatMap { Int($0) } ?? 50
    guard (1...100).contains(limit) else {
      return Self.error(400, "invalid_request", "'limit' must be between 1 and 100.")
    }
    let known = state.order.reversed().filter { state.jobs[$0] != nil }.prefix(limit)
    let jobs = known.map { text(of: $0, base, state) }.joined(separator: ",")
    return FakeReply(json: #"{"jobs":[\#(jobs)],"truncated":false}"#)
  }

  /// Each time that it is asked for, a job comes nearer to its end.
  private func job(_ id: String, _ base: String, _ state: inout State) -> FakeReply {
    if !state.polls.isEmpty { return state.polls.removeFirst() }
    guard let job = state.jobs[id] else { return Self.error(404, "not_found", "No job \(id).") }
    let reply = FakeReply(json: text(of: id, base, state))
    state.jobs[id]?.waits -= 1
    if job.waits <= 1 { end(id, &state) }
    return reply
  }

  private func end(_ id: String, _ state: inout State) {
    guard let job = state.jobs[id], job.entry == nil else { return }
    let result = job.run.result(
      conduct.end, cache: state.cache,
      inputs: Dictionary(
        state.assets.map { ("\($0.key).png", $0.value) }, uniquingKeysWith: { first, _ in first }),
      keepsOldFile: false)
    state.cache = result.cache
    state.outputs.merge(result.files) { _, new in new }
    state.jobs[id]?.entry = result.entry
  }

  private func text(of id: String, _ base: String, _ state: State) -> String {
    state.jobs[id]?.text(
      base: base, resultBase: conduct.resultBase ?? base, end: conduct.end) ?? "null"
  }

  private func content(_ path: String, _ state: inout State) -> FakeReply {
    if !state.views.isEmpty { return state.views.removeFirst() }
    let name = path.dropFirst("/api/v2/assets/asset_".count).dropLast("/content".count)
    guard let file = FakeComfyV2Job.file(String(name)), let bytes = state.outputs[file] else {
      return Self.error(404, "output_unavailable", "The file is gone.")
    }
    var reply = FakeReply(json: "")
    (reply.type, reply.body) = ("image/png", bytes)
    return reply
  }
}
