import Foundation
import Synchronization

/// Decides what the server answers.
final class FakeComfyDesk: Sendable {
  /// One graph that was taken.
  private struct Job {
    let run: FakeComfyRun
    var waits: Int
    var history: String?
  }

  private struct State {
    var inputs: [String: Data] = [:]
    var outputs: [String: Data] = [:]
    var jobs: [String: Job] = [:]
    var taken = 0
    /// What each node was when it last ran, with all before it; and what it answered.
    var cache: [String: String] = [:]
    var uploads: [FakeReply]
    var submissions: [FakeReply]
    var views: [FakeReply]
  }

  let onRequest = Mutex<(@Sendable (RecordedRequest) -> Void)?>(nil)
  private let conduct: FakeComfy.Conduct
  private let state: Mutex<State>

  init(_ conduct: FakeComfy.Conduct) {
    self.conduct = conduct
    state = Mutex(
      State(uploads: conduct.uploads, submissions: conduct.submissions, views: conduct.views))
  }

  var jobs: Int { state.withLock(\.taken) }
  var inputs: [String: Data] { state.withLock(\.inputs) }
  var outputs: [String: Data] { state.withLock(\.outputs) }

  func restart() { state.withLock { ($0.jobs, $0.cache) = ([:], [:]) } }

  func finish() {
    state.withLock { state in for id in state.jobs.keys { end(id, &state) } }
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    onRequest.withLock { $0 }?(request)
    if let token = conduct.token, request.header("authorization") != "Bearer \(token)" {
      return FakeReply(status: 401, json: #"{"error":"unauthorized"}"#)
    }
    let path = String(request.path.prefix { $0 != "?" })
    return state.withLock { state in
      switch (request.method, path) {
      case ("POST", "/upload/image"): upload(request, &state)
      case ("POST", "/prompt"): submit(request, &state)
      case ("GET", "/object_info/LoraLoader"): adapters()
      case ("GET", "/queue"): queue(&state)
      case ("GET", "/view") where !state.views.isEmpty: state.views.removeFirst()
      case ("GET", "/view"): view(request, state)
      case ("GET", _) where path.hasPrefix("/history/"):
        history(String(path.dropFirst("/history/".count)), state)
      default: FakeReply(status: 404, json: "")
      }
    }
  }

  private func adapters() -> FakeReply {
    guard let names = conduct.adapters else { return FakeReply(status: 404, json: "") }
    let list = names.map { "\"\($0)\"" }.joined(separator: ",")
    return FakeReply(
      json: #"{"LoraLoader":{"input":{"required":{"model":["MODEL"],"lora_name":[[\#(list)]]}}}}"#)
  }

  private func upload(_ request: RecordedRequest, _ state: inout State) -> FakeReply {
    if !state.uploads.isEmpty { return state.uploads.removeFirst() }
    guard let form = FakeForm(request), let file = form.files["image"] else {
      return FakeReply(status: 400, json: "")
    }
    let (folder, type) = (form.fields["subfolder"] ?? "", form.fields["type"] ?? "input")
    guard !file.name.isEmpty, type == "input" else {
      return FakeReply(status: 500, json: "bad type")
    }
    if folder.hasPrefix("/") || folder.contains("..") { return FakeReply(status: 400, json: "") }
    func path(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }
    var name = file.name
    let mayReplace = ["true", "1"].contains(form.fields["overwrite"])
    let isTaken = state.inputs[path(name)].map { $0 != file.bytes && !mayReplace } ?? false
    if isTaken || conduct.renamesUploads {
      let parts = name.split(separator: ".")
      name = "\(parts.dropLast().joined(separator: ".")) (1).\(parts.last ?? "")"
    }
    state.inputs[path(name)] = file.bytes
    return FakeReply(json: #"{"name":"\#(name)","subfolder":"\#(folder)","type":"input"}"#)
  }

  private func submit(_ request: RecordedRequest, _ state: inout State) -> FakeReply {
    if !state.submissions.isEmpty { return state.submissions.removeFirst() }
    if conduct.losesSubmission { return FakeReply(json: "").sent(.noAnswer) }
    guard let run = FakeComfyRun(request.body) else {
      return FakeReply(status: 500, json: "500 Internal Server Error").sent(.whole)
    }
    if let refusal = run.refusal(inputs: state.inputs) {
      return FakeReply(status: 400, json: refusal)
    }
    state.taken += 1
    state.jobs[run.id] = Job(run: run, waits: conduct.waits, history: nil)
    if conduct.waits == 0 { end(run.id, &state) }
    let answer = #"{"prompt_id":"\#(run.id)","number":\#(state.taken),"node_errors":{}}"#
    return FakeReply(json: answer).sent(conduct.submission)
  }

  /// Each time that it is asked for, the jobs in it come nearer to their end.
  private func queue(_ state: inout State) -> FakeReply {
    var (running, pending): ([String], [String]) = ([], [])
    for (id, job) in state.jobs.sorted(by: { $0.key < $1.key }) where job.history == nil {
      if job.waits <= 0 {
        end(id, &state)
      } else {
        state.jobs[id]?.waits -= 1
        let entry = "[1,\"\(id)\",\(job.run.graphText),{},[\"6\"]]"
        if job.waits == 1 { running.append(entry) } else { pending.append(entry) }
      }
    }
    return FakeReply(
      json: #"{"queue_running":[\#(running.joined(separator: ","))],"#
        + #""queue_pending":[\#(pending.joined(separator: ","))]}"#)
  }

  private func end(_ id: String, _ state: inout State) {
    guard let job = state.jobs[id], job.history == nil else { return }
    if case .deleted = conduct.end {
      state.jobs[id] = nil
      return
    }
    let result = job.run.result(
      conduct.end, cache: state.cache, inputs: state.inputs, keepsOldFile: conduct.keepsOldFile)
    state.cache = result.cache
    state.outputs.merge(result.files) { _, new in new }
    state.jobs[id]?.history = result.entry
  }

  private func history(_ id: String, _ state: State) -> FakeReply {
    guard let entry = state.jobs[id]?.history else { return FakeReply(json: "{}") }
    return FakeReply(json: "{\"\(id)\":\(entry)}")
  }

  private func view(_ request: RecordedRequest, _ state: State) -> FakeReply {
    let items = URLComponents(string: request.path)?.queryItems ?? []
    func value(_ name: String) -> String { items.first { $0.name == name }?.value ?? "" }
    let folder = value("subfolder")
    let path = (folder.isEmpty ? "" : "\(folder)/") + value("filename")
    guard value("type") == "output", let bytes = state.outputs[path] else {
      return FakeReply(status: 404, json: "")
    }
    var reply = FakeReply(json: "")
    (reply.type, reply.body) = ("image/png", bytes)
    return reply
  }
}
