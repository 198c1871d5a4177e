import TroupeVocabulary

/// Looking for a job whose answer was lost among those that the server knows.
struct ComfyLookup {
  private let message: HTTPRequest
  private let name: String

  /// The look that `message` is; `nil` for another message.
  init?(_ message: HTTPRequest) {
    guard message.method == "GET",
      message.url.prefix(while: { $0 != "?" }).hasSuffix(ComfyV2Address.jobs),
      let name = message.headers.first(named: ComfyWorkflow.nameHeader)
    else { return nil }
    self.message = message
    self.name = name
  }

  /// How to look for what `submission` made; `nil` where it has no label that a list of jobs repeats.
  static func inquiry(after submission: HTTPRequest) -> Inquiry? {
    guard let label = ComfyWorkflow(submission)?.label else { return nil }
    return Inquiry(
      message: ComfyV2Address.list(named: label, after: submission), seconds: 1)
  }

  /// What the list in `answer` says of it.
  func reading(_ answer: HTTPAnswer) -> Reading {
    guard (200..<300).contains(answer.status),
      let jobs = JSONReader.documents(in: answer.body).nodes.first?["jobs"]?.elements
    else {
      let reason = "HTTP \(answer.status) in answer to a question about the server's jobs"
      // The list is an addition of some servers'.
      return .answer([404, 405, 501].contains(answer.status) ? .lost(reason) : .unreadable(reason))
    }
    let job = jobs.first { $0["metadata"]?.text == name }
    if let job = job.flatMap({ ComfyV2Address.job($0, after: message) }) {
      return .poll(job, seconds: 0.5)
    }
    var missing = DecodedAnswer.unreadable("the job is not among those that the server knows")
    missing.isMissing = true
    return .answer(missing)
  }
}
