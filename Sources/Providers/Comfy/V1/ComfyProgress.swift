import TroupeVocabulary

/// The answer to a question about a job: where it is, or what came of it.
struct ComfyProgress {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let address: ComfyAddress

  /// `answer` to `message`, which asks at `address`.
  init(_ answer: HTTPAnswer, _ message: HTTPRequest, _ address: ComfyAddress) {
    self.answer = answer
    self.message = message
    self.address = address
  }

  /// What it comes to.
  func reading(_ profile: ModelProfile) -> Reading {
    guard (200..<300).contains(answer.status),
      let body = JSONReader.documents(in: answer.body).nodes.first, body.isObject
    else {
      return .answer(.unreadable("HTTP \(answer.status) in answer to a question about the job"))
    }
    return address.place == .queue ? inQueue(body) : inHistory(body, profile)
  }

  private func inQueue(_ queue: JSONNode) -> Reading {
    guard let running = queue["queue_running"]?.elements,
      let pending = queue["queue_pending"]?.elements
    else { return .answer(.unreadable("the answer is no queue")) }
    func holds(_ jobs: [JSONNode]) -> Bool {
      jobs.contains { job in
        job.elements.map { $0.count > 1 && $0[1].text == address.job } ?? false
      }
    }
    if holds(running) { return .poll(message, seconds: 1) }
    if holds(pending) { return .poll(message, seconds: 2) }
    return .poll(address.history(look: address.look + 1, as: message), seconds: 0.5)
  }

  private func inHistory(_ history: JSONNode, _ profile: ModelProfile) -> Reading {
    guard case .object(let jobs, _) = history else { return .answer(.unreadable("no history")) }
    guard let job = jobs[address.job] else {
      guard jobs.isEmpty else { return .answer(.unreadable("the answer is no history")) }
      if address.look < ComfyAddress.looks {
        return .poll(address.queue(as: message), seconds: address.look == 1 ? 0.5 : 3)
      }
      return .answer(
        .lost(
          "the job is neither in the queue nor in the history there: it was taken out, or the server has started again"
        ))
    }
    guard job["outputs"]?.isObject == true || job["status"]?.isObject == true else {
      return .answer(
        .unreadable("what the history says of the job has another shape than it should"))
    }
    let outcome = ComfyResult(job, profile: profile)
    let decoded = outcome.decoded(id: address.job)
    guard case .images = decoded.outcome else { return .answer(decoded) }
    return .fetch(decoded, outcome.files.map { address.view($0, as: message) })
  }
}
