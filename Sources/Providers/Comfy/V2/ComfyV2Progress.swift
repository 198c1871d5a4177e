import TroupeVocabulary

/// How a job stands: what an answer says of it.
struct ComfyV2Progress {
  private let job: JSONNode
  private let message: HTTPRequest
  private let results: ComfyV2Results

  /// `nil` for an answer that tells of no job.
  init?(_ answer: HTTPAnswer, to message: HTTPRequest, _ profile: ModelProfile) {
    guard (200..<300).contains(answer.status),
      let job = JSONReader.documents(in: answer.body).nodes.first, job["status"]?.text != nil
    else { return nil }
    self.job = job
    self.message = message
    results = ComfyV2Results(job, profile: profile)
  }

  /// What it comes to.
  var reading: Reading {
    let status = job["status"]?.text ?? ""
    switch status {
    case "queued": return .poll(message, seconds: 2)
    case "running", "canceling": return .poll(message, seconds: 1)
    case "succeeded", "failed", "canceled", "expired": break
    default: return .answer(.unreadable("the job is in a state that is not known"))
    }
    let messages = results.links.compactMap { ComfyV2Address.result($0, after: message) }
    if !messages.isEmpty, messages.count == results.links.count {
      return .fetch(decoded(.images), messages)
    }
    if !results.links.isEmpty {
      var unusable = decoded(.unreadable(reason: "the addresses of its images cannot be used"))
      unusable.addresses = results.links
      return .answer(unusable)
    }
    if status == "expired" {
      // A proxy looks in two places one after the other, between which a job may pass from the one into the other.
      var gone = DecodedAnswer.unreadable("the server does not know any more what came of the job")
      gone.isMissing = true
      return .answer(gone)
    }
    let reason = Self.short(error?["code"]?.text ?? status)
    if status == "succeeded" {
      return .answer(decoded(.noImage(reason: "no image among the outputs")))
    }
    let isAboutContent = ComfyWords.isAboutContent(error?["message"]?.text ?? "")
    return .answer(decoded(isAboutContent ? .blocked(reason: reason) : .noImage(reason: reason)))
  }

  private func decoded(_ outcome: Outcome) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.responseID = job["id"]?.text.map(Self.short)
    decoded.finishReason = Self.short(error?["code"]?.text ?? job["status"]?.text ?? "")
    decoded.message = words
    if outcome == .images, case .bool(true)? = job["outputs_reused"] {
      decoded.oddities.insert(.reused)
    }
    return decoded
  }

  private var error: JSONNode? { job["error"].flatMap { $0.isObject ? $0 : nil } }

  /// Which node failed and how; never the traceback, which tells of the server's disk.
  private var words: String? {
    guard let error else { return nil }
    let id = error["node_id"].flatMap { $0.text ?? $0.integer.map(String.init) }
    let kind = error["class_type"]?.text
    let said = error["message"]?.text ?? "no reason"
    let isAboutNode = id != nil || kind != nil
    return ComfyWords.clean(isAboutNode ? "\(ComfyWords.node(id, kind: kind)): \(said)" : said)
  }

  private static func short(_ text: String) -> String {
    ProviderMessage.clean(String(text.prefix(200)))
  }
}
