import Foundation
import TestSupport
import Testing

/// Against a server on loopback that speaks `generateContent` and misbehaves.
@Suite struct GeminiTests {
  @Test func anImageIsMadeKeptAndRecorded() async throws {
    let (fixture, server) = try await Self.open(.image(SamplePicture.png(width: 40, height: 30)))
    defer { server.stop() }
    let answer = try await fixture.run(Self.command + ["--json"], environment: Self.keys(server))
    #expect(answer.status == 0, "\(answer.stderr)")
    let made = try answer.json()["generations"][0]
    #expect(made["state"].string == "done")
    #expect(made["model_resolved"].string == "fake-model-001")
    #expect(made["usage"]["output"].int == 1120)
    #expect(made["outputs"][0]["width"].int == 40)
    let file = try #require(made["files"][0].string)
    #expect(try Data(contentsOf: URL(filePath: file)) == SamplePicture.png(width: 40, height: 30))
    #expect(server.requests.map(\.key) == [Self.secret])
    #expect(server.requests[0].path.contains("gemini-3-pro-image"))
    try await fixture.must("verify")
  }

  @Test func aLineBreakAfterTheKeyIsNoPartOfIt() async throws {
    let (fixture, server) = try await Self.open(.image())
    defer { server.stop() }
    var environment = Self.keys(server)
    for (name, value) in environment where value == Self.secret {
      environment[name] = value + "\r\n"
    }
    #expect(try await fixture.run(Self.command, environment: environment).status == 0)
    #expect(server.requests.map(\.key) == [Self.secret])
  }

  /// A reply, the exit status, the state recorded, and words of the sentence.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: FakeReply
    let status: Int32
    let state: String
    let words: String
  }

  static let cases = [
    Case(
      testDescription: "blocked prompt", reply: .blockedPrompt, status: 4, state: "refused",
      words: "PROHIBITED_CONTENT"),
    Case(
      testDescription: "image safety", reply: .imageSafety, status: 4, state: "refused",
      words: "IMAGE_SAFETY"),
    Case(
      testDescription: "empty stop", reply: .emptyStop, status: 6, state: "done",
      words: "without an image"),
    Case(
      testDescription: "empty parts", reply: .emptyParts, status: 6, state: "done",
      words: "without an image"),
    Case(
      testDescription: "text only", reply: .text(), status: 6, state: "done",
      words: "I can only describe it."),
    Case(
      testDescription: "invalid key", reply: .invalidKey, status: 4, state: "failed",
      words: "refuses the key"),
    Case(
      testDescription: "echoed key", reply: .echoedKey, status: 4, state: "failed",
      words: "refuses the key"),
    Case(
      testDescription: "redirect", reply: .redirect(to: "http://127.0.0.1:9/x"), status: 4,
      state: "failed", words: "302"),
    Case(
      testDescription: "page", reply: .page(), status: 8, state: "unknown",
      words: "may have made and billed"),
    Case(
      testDescription: "cut", reply: .image().sent(.cut(after: 40)), status: 8,
      state: "unknown", words: "may have made and billed"),
    Case(
      testDescription: "no answer", reply: .image().sent(.noAnswer), status: 8,
      state: "unknown", words: "may have made and billed"),
    Case(
      testDescription: "500", reply: .internalError, status: 8, state: "unknown",
      words: "may have made and billed"),
  ]

  @Test(arguments: cases)
  func aFailureIsExplainedAndRecorded(_ one: Case) async throws {
    let (fixture, server) = try await Self.open(one.reply)
    defer { server.stop() }
    let answer = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(answer.status == one.status, "\(answer.stderr)")
    #expect(answer.stderr.contains(one.words), "\(answer.stderr)")
    let record = try await fixture.must("show", "@last", "--json")
    #expect(try record.json()["state"].string == one.state)
    #expect(server.requests.count == 1)
    for text in [answer.stdout, answer.stderr, record.stdout] {
      #expect(!text.contains(Self.secret))
    }
    #expect(try Self.holdsSecret(fixture.library) == false)
    try await fixture.must("verify")
  }

  @Test(arguments: [FakeReply.page(), FakeReply.image().sent(.cut(after: 40))])
  func whatMayBeBilledIsNotSentTwiceByItself(_ reply: FakeReply) async throws {
    let (fixture, server) = try await Self.open(reply)
    defer { server.stop() }
    _ = try await fixture.run(Self.command, environment: Self.keys(server))
    let again = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(again.status == 8, "\(again.stderr)")
    #expect(again.stderr.contains("--fresh"))
    #expect(server.requests.count == 1)
    let fresh = try await fixture.run(Self.command + ["--fresh"], environment: Self.keys(server))
    #expect(fresh.status == 0, "\(fresh.stderr)")
    #expect(server.requests.count == 2)
  }

  @Test func tooManyRequestsTellWhenToComeBack() async throws {
    let busy = FakeReply.tooMany(retryAfter: 86_400)
    let (fixture, server) = try await Self.open(busy, otherwise: busy)
    defer { server.stop() }
    let answer = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(answer.status == 6, "\(answer.stderr)")
    #expect(answer.stderr.contains("86400 s"), "\(answer.stderr)")
    let record = try await fixture.must("show", "@last", "--json").json()
    #expect(record["state"].string == "failed")
  }

  @Test func aBusyProviderIsWaitedForAndSaidSo() async throws {
    let (fixture, server) = try await Self.open(.tooMany(retryAfter: 0.2))
    defer { server.stop() }
    let answer = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(answer.status == 0, "\(answer.stderr)")
    #expect(answer.stderr.contains("google answered HTTP 429"), "\(answer.stderr)")
    #expect(server.requests.count == 2 && server.billedSends == 1)
    try await fixture.must("verify")
  }

  @Test func theSettingsSayHowLongToWait() async throws {
    let (fixture, server) = try await Self.open(.tooMany(retryAfter: 1))
    defer { server.stop() }
    try "longest_wait = 0\n".write(
      to: fixture.library.appending(path: "troupe.toml"), atomically: true, encoding: .utf8)
    let answer = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(answer.status == 6 && server.requests.count == 1)
  }

  @Test func withoutAConnectionNothingIsSent() async throws {
    let (fixture, server) = try await Self.open(.image())
    server.stop()
    let answer = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(answer.status == 6, "\(answer.stderr)")
    #expect(answer.stderr.contains("No connection"))
    let record = try await fixture.must("show", "@last", "--json").json()
    #expect(record["state"].string == "failed")
    #expect(record["cost_usd"].double == 0)
  }

  @Test func onlyATrustedCertificateIsAnswered() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let tls = try FakeTLS(speaksHTTP2: true)
    let server = try FakeGemini(otherwise: .image(), tls: tls)
    defer { server.stop() }
    let refused = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(refused.status == 6 && server.requests.isEmpty, "\(refused.stderr)")
    #expect(refused.stderr.contains("certificate"), "\(refused.stderr)")
    var keys = Self.keys(server)
    keys["SSL_CERT_FILE"] = tls.certificate.path
    let made = try await fixture.run(Self.command, environment: keys)
    #expect(made.status == 0 && server.requests.count == 1, "\(made.stderr)")
    keys["SSL_CERT_FILE"] = "no-such-file.pem"
    let missing = try await fixture.run(Self.command + ["--fresh"], environment: keys)
    #expect(missing.status == 6 && server.requests.count == 1, "\(missing.stderr)")
    try await fixture.must("verify")
  }

  @Test func aReplayKeepsToItsBound() async throws {
    let (fixture, server) = try await Self.open(.image(), .image())
    defer { server.stop() }
    try await fixture.must(
      Self.command[0], Self.command[1], "-m", Self.command[3], environment: Self.keys(server))
    let refused = try await fixture.run(
      ["replay", "@last", "--max-cost", "0.1"], environment: Self.keys(server))
    #expect(refused.status == 4 && server.requests.count == 1, "\(refused.stderr)")
    let made = try await fixture.run(
      ["replay", "@last", "--max-cost", "0.2"], environment: Self.keys(server))
    #expect(made.status == 0 && server.requests.count == 2, "\(made.stderr)")
  }

  @Test func aKeyIsNotSentInTheClear() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let answer = try await fixture.run(
      Self.command,
      environment: [
        "GEMINI_API_KEY": Self.secret, "GOOGLE_GEMINI_BASE_URL": "http://example.com",
      ])
    #expect(answer.status == 2, "\(answer.stderr)")
    #expect(answer.stderr.contains("https://"))
  }

  static let secret = "AIzaTestSecret0987654321"
  static let command = ["generate", "@kael on a roof", "--model", "gemini-3-pro-image"]

  static func open(
    _ script: FakeReply..., otherwise: FakeReply = .image()
  ) async throws -> (CommandLineFixture, FakeGemini) {
    (try await CommandLineFixture.withCast(), try FakeGemini(script, otherwise: otherwise))
  }

  static func keys(_ server: FakeGemini) -> [String: String] {
    ["GEMINI_API_KEY": secret, "GOOGLE_GEMINI_BASE_URL": server.baseURL]
  }

  private static func holdsSecret(_ folder: URL) throws -> Bool {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return names.contains { name in
      let bytes = try? Data(contentsOf: folder.appending(path: name))
      return bytes?.range(of: Data(secret.utf8)) != nil
    }
  }
}
