import Foundation
import TroupeProviders
import TroupeVocabulary

/// What a provider promises of jobs; one without jobs keeps these promises as it is.
enum JobChecks {
  static let all = [
    ContractCheck("a job is asked for where it was submitted, and results without the key", keys),
    ContractCheck("asking that goes wrong is no end of a job", trouble),
  ]

  /// The key goes to the provider alone (D10).
  private static func keys(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    let base = try subject.endpoint().baseURL
    for one in try subject.answers() {
      let reading = try subject.read(one)
      findings.check(reading, one.name)
      switch reading {
      case .answer: break
      case .poll(let message, _):
        findings.require(message.method == "GET", "\(one.name): polled by \(message.method)")
        findings.require(
          message.keyHeader == nil || subject.provider.mayGo(message.url, home: base),
          "\(one.name): the key would go to \(message.url)")
      case .fetch(_, let messages):
        for message in messages {
          findings.require(
            message.keyHeader == nil, "\(one.name): \(message.url) names a place for the key")
          findings.require(message.method == "GET", "\(one.name): fetched by \(message.method)")
        }
      }
    }
    try findings.close()
  }

  /// A page, a server error or a limit in answer to a poll says nothing of what was made.
  private static func trouble(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    let polls = try subject.answers().filter { $0.leg == .poll }
    guard let path = polls.first?.path else { return }
    for status in [200, 400, 404, 408, 410, 429, 500, 503] {
      for body in ["", "<html>", "{}", "{"] {
        let answer = HTTPAnswer(status: status, headers: [], body: Data(body.utf8))
        let reading = try subject.read(answer, on: .poll, path: path)
        let isEnd: Bool
        switch reading.decoded?.outcome {
        case .images, .noImage, .blocked: isEnd = true
        default: isEnd = false
        }
        findings.require(
          !isEnd && (status != 200 || reading.decoded?.outcome.state != .failed),
          "HTTP \(status), '\(body)': \(reading)")
      }
    }
    try findings.close()
  }
}
