import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Files on their way to a server that keeps them as the vendor does.
@Suite struct GeminiUploadTests {
  /// Looked for, announced, brought.
  private static let brought = [
    "GET /v1beta/files/x", "POST /upload/v1beta/files", "POST /upload/v1beta/files",
  ]
  private static let made = "POST /v1beta/models/gemini-3-pro-image:generateContent"

  @Test func aFileIsBroughtOnceWhileItLives() async throws {
    let server = try FakeFiles()
    defer { server.stop() }
    let sender = try FilesSender(at: server.baseURL)
    #expect(try await sender.send().outcome == .images)
    #expect(server.paths == Self.brought + [Self.made])
    #expect(Array(server.files.values) == [Exchange.picture])
    #expect(try await sender.send().outcome == .images)
    #expect(Array(server.paths.dropFirst(4)) == ["GET /v1beta/files/x", Self.made])
    // The address that takes the bytes is a key itself.
    let keyless = server.requests.filter { $0.header("x-goog-api-key") == nil }
    #expect(keyless.count == 1 && keyless.first?.path.contains("upload_id=UP-1") == true)
    #expect(server.made == 2)
  }

  /// As google-genai 3.4.0 announces and brings one (files-upload-get-list-delete), but for the name that it has.
  @Test func messagesAreThoseOfTheSDK() async throws {
    let server = try FakeFiles()
    defer { server.stop() }
    _ = try await FilesSender(at: server.baseURL).send()
    let count = Exchange.picture.count
    let (start, bytes) = (server.requests[1], server.requests[2])
    let announced = try #require(
      JSONSerialization.jsonObject(with: start.body) as? [String: [String: Any]])["file"]
    #expect(announced?["mime_type"] as? String == "image/png")
    #expect(announced?["size_bytes"] as? Int == count)
    #expect((announced?["name"] as? String)?.count == "files/".count + 40)
    for (request, command) in [(start, "start"), (bytes, "upload, finalize")] {
      #expect(request.header("x-goog-upload-protocol") == "resumable")
      #expect(request.header("x-goog-upload-command") == command)
      #expect(request.header("x-goog-upload-header-content-length") == "\(count)")
      #expect(request.header("x-goog-upload-header-content-type") == "image/png")
    }
    #expect(bytes.header("x-goog-upload-offset") == "0" && bytes.body == Exchange.picture)
  }

  @Test func aFileThatIsNotReadyIsWaitedFor() async throws {
    let server = try FakeFiles(isSlow: true)
    defer { server.stop() }
    #expect(try await FilesSender(at: server.baseURL).send().outcome == .images)
    #expect(
      server.paths
        == Self.brought + ["GET /v1beta/files/x", "GET /v1beta/files/x", Self.made])
  }

  /// One that ends within the hour is brought again; one that ended is not there.
  @Test(arguments: [(46.5, 2), (47.5, 5), (49.0, 4)])
  func aFileThatEndsIsBroughtAgain(_ hours: Double, messages: Int) async throws {
    let server = try FakeFiles()
    defer { server.stop() }
    let sender = try FilesSender(at: server.baseURL)
    _ = try await sender.send()
    server.pass(hours: hours)
    #expect(try await sender.send().outcome == .images)
    let later = Array(server.paths.dropFirst(4))
    #expect(later.count == messages && later.last == Self.made)
    #expect(later.contains("DELETE /v1beta/files/x") == (messages == 5))
  }

  /// It is said to be gone, and the same message is sent again once the file is brought again.
  @Test func aFileThatIsGoneIsNoFailureOfTheShot() async throws {
    let server = try FakeFiles()
    defer { server.stop() }
    let sender = try FilesSender(at: server.baseURL)
    let message = try await sender.broughtMessage()
    server.forget()
    let gone = try await sender.answer(to: message)
    #expect(gone.outcome == .failed(.overloaded(retryAfter: 0)))
    #expect(gone.message?.contains("may not exist") == true)
    let again = try await sender.bring(message)
    #expect(again == message)
    #expect(try await sender.answer(to: again).outcome == .images)
    #expect(server.made == 1)
  }

  /// A key without permission stays that, where no file is spoken of.
  @Test func otherRefusalsStayWhatTheyAre() async throws {
    let refused = FakeReply(
      status: 403,
      json: #"{"error":{"code":403,"message":"No.","status":"PERMISSION_DENIED"}}"#)
    let server = try FakeFiles(faults: LegFaults(submissions: [refused]))
    defer { server.stop() }
    #expect(try await FilesSender(at: server.baseURL).send().outcome == .failed(.keyRefused))
  }

  @Test(arguments: [
    LegFaults(polls: [FakeReply(status: 500, json: "{}")]),
    LegFaults(results: [FakeReply(status: 429, json: #"{"error":{"message":"Slow down"}}"#)]),
    LegFaults(results: [FakeReply(json: "{}")]),
    LegFaults(results: [FakeReply(json: "{}").with("X-Goog-Upload-URL", "nowhere")]),
    LegFaults(images: [FakeReply(status: 413, json: "{}")]), LegFaults(images: [.page()]),
  ])
  func anUploadThatGoesWrongIsARefusal(_ faults: LegFaults) async throws {
    let server = try FakeFiles(faults: faults)
    defer { server.stop() }
    let sender = try FilesSender(at: server.baseURL)
    await #expect(throws: UploadRefusal.self) { try await sender.send() }
    #expect(server.made == 0 && !server.paths.contains(Self.made))
    // What went wrong once is no trouble the next time.
    #expect(try await sender.send().outcome == .images)
  }

  /// Another process announced it between the question and the announcement.
  @Test func aFileThatAnotherBroughtIsTaken() async throws {
    let asked = FakeReply(status: 404, json: "{}")
    let server = try FakeFiles(faults: LegFaults())
    defer { server.stop() }
    let sender = try FilesSender(at: server.baseURL)
    _ = try await sender.send()
    let upload = try #require(sender.uploads(for: sender.message()).first)
    let late = HTTPAnswer(status: asked.status, headers: [], body: asked.body)
    let start = try #require(
      sender.provider.further(upload, after: late, to: upload.message)
    ).message
    let known = HTTPAnswer(status: 409, headers: [], body: Data("{}".utf8))
    let next = try #require(sender.provider.further(upload, after: known, to: start))
    #expect(next.message == upload.message)
  }
}

/// Brings files and sends requests as Sending does, without a record.
private struct FilesSender {
  let provider = GeminiProvider()
  private let sample: FilesSample
  private let exchange: Exchange
  private let image = Exchange.input(1).rendition

  init(at baseURL: String) throws {
    sample = try FilesSample(provider, requestBytes: 600, baseURL: baseURL)
    exchange = Exchange(
      provider: provider, profile: sample.profile, key: "AIza-test-key-0123456789")
  }

  func message() throws -> HTTPRequest { try sample.encoded([image]).request }

  func uploads(for message: HTTPRequest) -> [Upload] {
    provider.uploads(for: message, images: [image])
  }

  func bring(_ message: HTTPRequest) async throws -> HTTPRequest {
    var message = message
    for upload in uploads(for: message) {
      var asked = upload.message
      var answer = try await exchange.answer(to: asked)
      while let next = provider.further(upload, after: answer, to: asked) {
        asked = next.message
        answer = try await exchange.answer(to: asked)
      }
      message = try provider.naming(upload, in: message, by: answer)
    }
    return message
  }

  func broughtMessage() async throws -> HTTPRequest { try await bring(message()) }

  func answer(to message: HTTPRequest) async throws -> DecodedAnswer {
    let answer = try await exchange.answer(to: message)
    guard
      case .answer(let decoded) = provider.read(
        answer, to: message, on: .submit, from: sample.profile)
    else { throw CancellationError() }
    return decoded
  }

  func send() async throws -> DecodedAnswer { try await answer(to: broughtMessage()) }
}
