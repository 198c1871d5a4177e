import TroupeVocabulary

/// Where OpenAI is reached, as its own SDK reads it from the environment.
enum OpenAIAddress {
  static let keyVariables = ["OPENAI_API_KEY"]

  /// `OPENAI_BASE_URL` holds the version already. `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID` say which account is billed.
  static func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    var endpoint = try Endpoint(baseURL: value("OPENAI_BASE_URL") ?? "https://api.openai.com/v1")
    for (variable, header) in [
      ("OPENAI_ORG_ID", "OpenAI-Organization"), ("OPENAI_PROJECT_ID", "OpenAI-Project"),
    ] {
      guard let id = value(variable) else { continue }
      guard id.wholeMatch(of: /[!-~]{1,200}/) != nil else {
        throw .invalidValue(
          name: variable, value: String(id.prefix(60)), expected: "letters and signs of ASCII")
      }
      endpoint.headers.append(HTTPHeader(header, id))
    }
    return endpoint
  }

  /// The address of `path`, as in `/responses`.
  static func url(_ path: String, at endpoint: Endpoint) -> String {
    let version = endpoint.version.isEmpty ? "" : "/\(endpoint.version)"
    return "\(endpoint.baseURL)\(version)\(path)"
  }

  /// A message to `path`. `Authorization` carries the key unless the endpoint names another place.
  static func message(
    _ path: String, type: String, _ body: MessageBody, to endpoint: Endpoint
  ) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: url(path, at: endpoint),
      headers: [HTTPHeader("Content-Type", type)] + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: body)
  }

  /// `message` for `endpoint`: the account that is billed is the one of today.
  static func readdress(_ message: HTTPRequest, _ path: String, to endpoint: Endpoint)
    -> HTTPRequest
  {
    guard message.keyHeader != nil, message.url.hasSuffix(path) else { return message }
    let type = message.headers.filter { $0.name.lowercased() == "content-type" }
    return HTTPRequest(
      method: message.method, url: url(path, at: endpoint), headers: type + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  /// The messages that fetch what stands at `addresses`, without the key: those of the host that answered, and of those
  /// that the profile names.
  static func fetches(
    of addresses: [String], answering message: HTTPRequest, from profile: ModelProfile
  ) -> [HTTPRequest] {
    addresses.filter { address in
      Endpoint.isSafe(address)
        && (Endpoint.haveSameOrigin(address, message.url)
          || Endpoint.isHost(of: address, among: profile.resultHosts ?? []))
    }.map {
      HTTPRequest(
        method: "GET", url: $0, headers: [], keyHeader: nil, body: MessageBody(segments: []))
    }
  }
}
