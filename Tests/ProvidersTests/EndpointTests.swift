import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct EndpointTests {
  @Test func theDefaultIsGooglesBeta() throws {
    let endpoint = try GeminiProvider().endpoint(environment: [:])
    #expect(endpoint.baseURL == "https://generativelanguage.googleapis.com")
    #expect(endpoint.version == "v1beta")
  }

  @Test func theEnvironmentNamesAnother() throws {
    let endpoint = try GeminiProvider().endpoint(environment: [
      "GOOGLE_GEMINI_BASE_URL": "https://gateway.example/proxy/gemini/",
      "GOOGLE_GENAI_API_VERSION": "v1",
    ])
    #expect(endpoint.baseURL == "https://gateway.example/proxy/gemini")
    #expect(endpoint.version == "v1")
  }

  @Test(arguments: [
    "http://localhost:8080", "http://127.0.0.1:1", "http://127.9.9.9/x", "http://[::1]:80",
    "HTTPS://EXAMPLE.ORG:8443/a/b/",
  ])
  func safeAddressesAreTaken(url: String) throws {
    #expect(try Endpoint(baseURL: url, version: "v1").baseURL.hasPrefix(url.prefix(8)))
  }

  @Test(arguments: [
    "http://example.org", "http://localhost.example.org", "http://127.0.0.1.example.org",
    "ftp://localhost", "file:///etc/passwd", "https://user:pass@example.org",
    "http://127.0.0.1\\@example.org", "http://example.org#@127.0.0.1", "https://example.org?a=b",
    "http://127.0.0.1@example.org", "https://", "example.org", "", "https://exa mple.org",
    "https://example.org:99999", "http://0.0.0.0", "http://169.254.169.254",
    "https://example.org\nHost: x", "javascript:alert(1)", "http://[::2]", "http://127.999.1.1",
    "http://127.1", "http://127.0.0.256", "http://127.0.0.01", "http://127.0.0.1.",
    "http://127.0.0",
    "http://0x7f.0.0.1", "http://0x7f.1", "http://2130706433", "http://017700000001",
    "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://user@127.0.0.1",
    "http://[::ffff:127.0.0.1]", "http://127.0.0.1.1", "http://127..0.1", "http://localhost.",
  ])
  func otherAddressesAreRefused(url: String) {
    #expect(throws: TroupeError.provider(.unsafeAddress(url))) {
      try Endpoint(baseURL: url, version: "v1")
    }
  }

  @Test(arguments: ["v1/../v2", "v1?x", " v1", String(repeating: "v", count: 50)])
  func aVersionIsAWord(version: String) {
    #expect(throws: TroupeError.self) {
      try Endpoint(baseURL: "https://example.org", version: version)
    }
  }

  /// Jobs are asked for and results fetched at addresses with a query.
  @Test func aMessageMayHaveAQuery() {
    for url in [
      "https://cdn.example/a/1.png?sig=a%2Fb+c==&e=1", "https://example.org/get?id=1",
      "http://127.0.0.1:8080/x?a=b",
    ] { #expect(Endpoint.isSafe(url), "\(url)") }
    for url in [
      "https://cdn.example/a?b@example.org", "https://cdn.example?a=\\b", "https://a.example/?b#c",
      "https://a.example/?b c", "http://cdn.example/?sig=a",
    ] { #expect(!Endpoint.isSafe(url), "\(url)") }
  }

  @Test func originsAreSchemeHostAndPort() {
    #expect(Endpoint.haveSameOrigin("https://A.example/x?y=1", "HTTPS://a.example:443/z"))
    #expect(Endpoint.haveSameOrigin("http://127.0.0.1:81", "http://127.0.0.1:81/a"))
    for other in [
      "http://a.example/x", "https://a.example:8443/x", "https://b.example/x",
      "https://a.example.org/x", "https://a.example@b.example/x", "",
    ] { #expect(!Endpoint.haveSameOrigin("https://a.example/x", other), "\(other)") }
    #expect(!Endpoint.haveSameOrigin("", ""))
  }
}
