import Foundation
import TroupeProviders
import TroupeVocabulary

/// An answer, and what a provider must read in it: one element of a file in `answers`.
struct GoldenAnswer: Decodable, Sendable {
  /// What it is called in messages.
  let name: String
  /// The model; absent for the provider's usual one.
  var model: String?
  /// Which leg it answers; absent for `submit`.
  var leg: Leg?
  /// The address that it answers, below that of the provider; absent for the request's.
  var path: String?
  /// The HTTP status; absent for 200.
  var status: Int?
  /// Names and values of headers.
  var headers: [[String]]?
  /// The body as JSON, else one of the next two.
  var body: JSONValue?
  /// The body as text.
  var text: String?
  /// The body in base64.
  var base64: String?
  /// What must be read, as `ReadingDocument` writes it; what is absent is not compared.
  let read: [String: JSONValue]

  /// The body's bytes.
  var bytes: Data {
    if let body { return Data(body.text.utf8) }
    return base64.flatMap { Data(base64Encoded: $0) } ?? Data((text ?? "").utf8)
  }

  /// The answer as it would come, `body` in place of its own.
  func answer(_ body: Data? = nil) -> HTTPAnswer {
    HTTPAnswer(
      status: status ?? 200, headers: (headers ?? []).map { HTTPHeader($0[0], $0[1]) },
      body: body ?? bytes)
  }

  /// Whether images came, at once or at addresses.
  var holdsImages: Bool { read["state"] == .string("done") || read["fetch"] != nil }
}

extension ProviderUnderTest {
  /// The answers of the data.
  func answers() throws -> [GoldenAnswer] { try cases(GoldenAnswer.self, in: "answers") }

  /// What the provider reads in `answer` to a message at `path`.
  func read(
    _ answer: HTTPAnswer, on leg: Leg = .submit, path: String? = nil, model: String? = nil
  ) throws -> Reading {
    let profile = try profile(model)
    let base = try endpoint()
    let message = HTTPRequest(
      method: leg == .submit ? "POST" : "GET", url: base.baseURL + (path ?? "/submitted"),
      headers: [], keyHeader: provider.keyVariables.isEmpty ? nil : "x-key",
      body: MessageBody(segments: []))
    return provider.read(answer, to: message, on: leg, from: profile)
  }

  /// What the provider reads in the golden `answer`, `body` in place of its own.
  func read(_ answer: GoldenAnswer, _ body: Data? = nil) throws -> Reading {
    try read(
      answer.answer(body), on: answer.leg ?? .submit, path: answer.path, model: answer.model)
  }
}
