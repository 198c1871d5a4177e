import TroupeVocabulary

/// Where Vertex AI is reached and with what, as google-genai 3.6 reads the environment: with a project by tokens, without
/// one by a key of the express mode. For tokens it has the vendor's libraries; here each has a variable.
struct VertexAddress {
  /// Variables with a token.
  static let tokens = ["GOOGLE_ACCESS_TOKEN"]
  /// Variables with a key of the express mode.
  static let keys = ["GOOGLE_API_KEY", "GEMINI_API_KEY"]
  private static let command = "GOOGLE_ACCESS_TOKEN_COMMAND"
  private static let account = "GOOGLE_APPLICATION_CREDENTIALS"
  private static let project = "GOOGLE_CLOUD_PROJECT"
  private static let location = "GOOGLE_CLOUD_LOCATION"

  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// - Throws: `TroupeError` that says what to set, and for an address to which no key may be sent.
  func endpoint() throws(TroupeError) -> Endpoint {
    let version = value("GOOGLE_GENAI_API_VERSION").flatMap { $0 == "beta" ? nil : $0 } ?? "v1beta1"
    guard let project = value(Self.project) else { return try express(version) }
    try check(project, Self.project, "the id of a project of Google Cloud, such as my-project-1")
    let location = value(Self.location) ?? "global"
    try check(location, Self.location, "a region such as us-central1, or global, us, eu")
    // The version is checked as a part of the path.
    let base = try Endpoint(baseURL: base(at: location), version: version)
    var endpoint = try Endpoint(
      baseURL: "\(base.baseURL)/\(version)/projects/\(project)/locations/\(location)")
    endpoint.keyPlace = .header("Authorization")
    endpoint.keyVariables = Self.tokens
    endpoint.keyMaker = maker
    endpoint.makerVariables = [Self.command, Self.account]
    return endpoint
  }

  private func express(_ version: String) throws(TroupeError) -> Endpoint {
    let hasKey = Self.keys.contains { value($0) != nil }
    let hasToken = ([Self.command, Self.account] + Self.tokens).contains { value($0) != nil }
    guard value(Self.location) == nil, hasKey || !hasToken else {
      throw .invalidValue(
        name: Self.project, value: "",
        expected:
          "the id of the project of Google Cloud that is billed; without \(Self.location) and tokens, a key of Vertex AI's express mode in \(Self.keys[0]) does without"
      )
    }
    var endpoint = try Endpoint(baseURL: base(at: "global"), version: version)
    endpoint.keyPlace = .header("x-goog-api-key")
    endpoint.keyVariables = Self.keys
    endpoint.makerVariables = [Self.project]
    return endpoint
  }

  /// The hosts are google-genai 3.6's.
  private func base(at location: String) -> String {
    if let other = value("GOOGLE_VERTEX_BASE_URL") { return other }
    return switch location {
    case "global": "https://aiplatform.googleapis.com"
    case "us", "eu": "https://aiplatform.\(location).rep.googleapis.com"
    default: "https://\(location)-aiplatform.googleapis.com"
    }
  }

  private var maker: KeyMaker? {
    if let line = value(Self.command) { return KeyMaker(Self.command, .shell(line)) }
    return value(Self.account).map { path in
      KeyMaker(
        Self.account,
        .account(
          .init(
            path: path, scope: "https://www.googleapis.com/auth/cloud-platform",
            exchange: "https://oauth2.googleapis.com/token")))
    }
  }

  /// A location is a part of a host, so that another host could be named by it.
  private func check(_ value: String, _ name: String, _ expected: String) throws(TroupeError) {
    let pattern =
      name == Self.location ? /[a-z][a-z0-9-]{0,40}/ : /[A-Za-z0-9][A-Za-z0-9.:_-]{0,127}/
    guard value.wholeMatch(of: pattern) != nil else {
      throw .invalidValue(name: name, value: String(value.prefix(60)), expected: expected)
    }
  }

  private func value(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
