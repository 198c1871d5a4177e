import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Tokens for a service account, from a server that verifies its signature and its claims.
@Suite struct AccountTests {
  private let account: FakeAccount
  private let folder: URL

  init() throws {
    account = try FakeAccount()
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func maker(_ changes: [String: String] = [:]) throws -> KeyMaker {
    try maker(holding: account.file(changes))
  }

  private func maker(holding bytes: Data) throws -> KeyMaker {
    let file = folder.appending(path: "account.json")
    try bytes.write(to: file)
    // As the provider names it.
    let endpoint = try VertexProvider().endpoint(environment: [
      "GOOGLE_CLOUD_PROJECT": "my-project-1", "GOOGLE_APPLICATION_CREDENTIALS": file.path,
    ])
    return try #require(endpoint.keyMaker)
  }

  private func made(clock: @escaping @Sendable () -> Date = { Date() }) -> MadeKeys {
    MadeKeys(
      transport: HTTPTransport(userAgent: "troupe/test"), environment: [:], clock: clock)
  }

  /// Why no token came.
  private func reason(_ maker: KeyMaker) async -> String {
    do {
      return "made: \(try await made().key(by: maker, for: "vertex"))"
    } catch TroupeError.provider(.keyNotMade("vertex", "GOOGLE_APPLICATION_CREDENTIALS", let said))
    {
      for line in account.secrets { #expect(!said.contains(line.prefix(20))) }
      return said
    } catch {
      return "\(error)"
    }
  }

  @Test func aSignatureIsExchangedForAToken() async throws {
    let token = try await made().key(by: maker(), for: "vertex")
    #expect(token == FakeAccount.token && account.found.isEmpty)
    #expect(account.server.requests.count == 1)
  }

  @Test func aTokenIsKeptUntilItIsNearItsEnd() async throws {
    let now = Mutex(Date())
    let made = made { now.withLock(\.self) }
    let account = try FakeAccount(seconds: 700)
    let maker = try maker(holding: account.file())
    for (later, expected) in [(0.0, 1), (390, 1), (20, 2)] {
      now.withLock { $0 += later }
      #expect(try await made.key(by: maker, for: "vertex") == FakeAccount.token)
      #expect(account.server.requests.count == expected, "\(later)")
    }
  }

  @Test func aRefusalIsToldWithoutWhatWasSent() async throws {
    let said = await reason(try maker(["client_email": "other@example.com"]))
    #expect(account.found == ["wrong claims"])
    #expect(said.contains("(HTTP 400): invalid_grant: wrong claims"), "\(said)")
    let sent = String(decoding: try #require(account.server.requests.first).body, as: UTF8.self)
    let signature = try #require(sent.split(separator: ".").last)
    #expect(!said.contains(signature.suffix(40)) && !said.contains(signature.prefix(40)))
  }

  @Test func aKeyOfAnotherSignsNothingGood() async throws {
    let other = try FakeAccount()
    let members = try JSONSerialization.jsonObject(with: other.file()) as? [String: Any]
    let said = await reason(try maker(["private_key": members?["private_key"] as? String ?? ""]))
    #expect(said.contains("Invalid JWT Signature."), "\(said)")
  }

  @Test(arguments: [
    "https://example.com/token", "http://oauth2.googleapis.com/token",
    "https://oauth2.googleapis.com.example.com/token", "https://oauth2.googleapis.com@example.com/",
    "https://oauth2.googleapis.com:8443/token", "file:///etc/passwd", "x",
  ])
  func aSignatureGoesToNoOtherPlace(_ address: String) async throws {
    let said = await reason(try maker(["token_uri": address]))
    #expect(said.contains("as 'token_uri'") && said.contains("goes to https://oauth2"), "\(said)")
    #expect(account.server.requests.isEmpty)
  }

  @Test(arguments: [
    ("type", "authorized_user", "of the type authorized_user"), ("type", "", "no known type"),
    ("private_key", "", "lacks"), ("client_email", "", "lacks"),
    ("private_key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no RSA key"),
    ("private_key", "secret", "no RSA key"),
  ])
  func aFileThatIsNoneIsNamed(_ member: String, _ value: String, _ expected: String) async throws {
    let said = await reason(try maker([member: value]))
    #expect(
      said.contains(expected) && !said.contains("AAAA") && !said.contains("secret"), "\(said)")
  }

  @Test func whatIsNoFileIsNotWaitedFor() async throws {
    for text in ["", "{", "[]", "{\"type\": 1}"] {
      #expect(await reason(try maker(holding: Data(text.utf8))).contains("account.json is not"))
    }
    #expect(await reason(try maker(holding: Data(count: 70_000))).contains("is no file"))
    let maker = try maker()
    let file = folder.appending(path: "account.json")
    try FileManager.default.removeItem(at: file)
    #expect(await reason(maker).contains("cannot be found"))
    #expect(mkfifo(file.path, 0o600) == 0)
    #expect(await reason(maker).contains("is no file"))
  }

  @Test(arguments: [
    "{}", "<html>", #"{"access_token": ""}"#, #"{"access_token": "a b"}"#,
    #"{"access_token": 7}"#, #"{"access_token": "a\nb"}"#,
  ])
  func anAnswerWithoutATokenIsNone(_ json: String) async throws {
    let server = try FakeGemini([FakeReply(json: json)])
    defer { server.stop() }
    let said = await reason(try maker(["token_uri": "\(server.baseURL)/token"]))
    #expect(said.contains("127.0.0.1 g"), "\(said)")
  }

  @Test func aServerThatIsAwayIsNamed() async throws {
    let server = try FakeGemini()
    let address = "\(server.baseURL)/token"
    server.stop()
    #expect(await reason(try maker(["token_uri": address])).contains("no token from 127.0.0.1"))
    let endless = try FakeGemini([FakeReply(json: String(repeating: " ", count: 1 << 20))])
    defer { endless.stop() }
    let said = await reason(try maker(["token_uri": "\(endless.baseURL)/token"]))
    #expect(said.contains("no token from"), "\(said)")
  }
}
