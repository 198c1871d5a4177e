package import Foundation
package import TroupeProviders
package import TroupeVocabulary

/// A provider that exists for tests alone: a vendor whose images are made by jobs.
///
/// `POST jobs` names a job, `GET jobs/ID` says whether it is done, and then at which addresses its images stand. Answers
/// to polls do not repeat the job's address.
package struct ToyProvider: Provider {
  package init() {}

  package let id = "toy.jobs"
  package let profiles = [Data(toyProfile.utf8)]
  package let keyVariables = ["TOY_KEY"]

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try Endpoint(baseURL: environment["TOY_BASE_URL"] ?? "https://toy.example", version: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    name == "style" && ToyRequest.styles.contains(value)
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try ToyRequest(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: "\(endpoint.baseURL)/\(endpoint.version)/jobs",
      headers: message.headers, keyHeader: endpoint.keyPlace?.name ?? message.keyHeader,
      body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    guard (200..<300).contains(answer.status) else {
      return .answer(ToyRefusal(answer: answer, leg: leg).decoded)
    }
    guard let job = try? JSONDecoder().decode(ToyJob.self, from: answer.body) else {
      let reason = "the answer (HTTP \(answer.status)) is not its JSON"
      return .answer(DecodedAnswer(outcome: .unreadable(reason: reason)))
    }
    return job.reading(of: message, on: leg)
  }
}

extension ToyProvider {
  /// The folder of its golden requests and answers.
  package static let contractData = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Contract")
}
