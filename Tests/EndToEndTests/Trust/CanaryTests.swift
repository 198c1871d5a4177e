import Foundation
import TestSupport
import Testing

/// A key that an answer repeats reaches neither what is printed nor the library.
@Suite struct CanaryTests {
  private static let key = Setting.secret

  /// How the key is written, in the text of a JSON string.
  static let forms: [String] = {
    let slashed = key.replacing("/", with: "\\/")
    let escaped = key.utf8.map { "\\u00" + String($0, radix: 16) }.joined()
    let percent = key.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    let base64 = (0..<3).map { before in
      Data((String(repeating: "~", count: before) + key + "?").utf8).base64EncodedString()
    }
    let urlSafe = base64.map { $0.replacing("/", with: "_").replacing("+", with: "-") }
    return [slashed, escaped, percent] + base64 + urlSafe
  }()

  @Test(arguments: [200, 400])
  func aCanaryIsNowhere(status: Int) async throws {
    let said = Self.forms.map { "see \($0) end" }.joined(separator: ", ")
    let json =
      status == 200
      ? "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"\(said)\"}]}, \"finishReason\": \"STOP\"}]}"
      : "{\"error\": {\"code\": 400, \"message\": \"\(said)\", \"status\": \"INVALID_ARGUMENT\"}}"
    let reply = FakeReply(status: status, json: json)
      .with("X-Echo", Self.forms.last ?? "").with(
        "X-Url", "https://example.com/?key=\(Self.forms[2])"
      )
      .sent(.slow(bytes: 11, seconds: 0))
    let setting = try await Setting([reply])
    var printed = ""
    for words in [
      ["generate", "a roof", "-m", "gemini-3-pro-image", "--verbose"], ["show", "@last"],
      ["show", "@last", "--json"], ["search", "see", "--json"],
      ["backup", setting.fixture.folder.appending(path: "copy").path],
    ] {
      let answer = try await setting.run(words)
      printed += answer.stdout + answer.stderr
    }
    #expect(setting.server.requests.count == 1)
    // A letter on each side in base64 belongs to what stands around the key too.
    let traces = (Self.forms + [Self.key]).map { String($0.dropFirst(4).dropLast(6)) }
    for trace in traces { #expect(!printed.contains(trace), "\(trace)") }
    let folder = setting.fixture.folder
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      guard let bytes = try? Data(contentsOf: folder.appending(path: path)) else { continue }
      for trace in traces { #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(path): \(trace)") }
    }
  }
}

#if os(Linux)
  /// What a crash would leave behind while a key is in use.
  @Suite struct CoreDumpTests {
    @Test func noneIsWrittenWhileAKeyIsInMemory() async throws {
      let setting = try await Setting([FakeReply(json: "{}").sent(.silent)])
      let run = try setting.start("generate", "a roof", "-m", "gemini-3-pro-image")
      while setting.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      let limits = try String(contentsOfFile: "/proc/\(run.number)/limits", encoding: .utf8)
      let line = try #require(limits.split(separator: "\n").first { $0.contains("core file") })
      #expect(line.split(separator: " ").filter { $0 == "0" }.count == 2, "\(line)")
      run.signal(SIGKILL)
      _ = try await run.answer()
    }
  }
#endif

/// What is said of an image that the provider fetches reaches it as that.
@Suite struct AddressTests {
  @Test func aTypeIsSentAsTheTypeAndARoleInWords() async throws {
    let setting = try await Setting()
    let request = ["generate", "a roof", "-m", "gemini-3-pro-image", "--uri"]
    let made = try await setting.run(request + ["https://example.com/a:image/png"])
    #expect(made.status == 0, "\(made.stderr)")
    let body = String(decoding: try #require(setting.server.requests.first).body, as: UTF8.self)
    #expect(
      body.contains(#""fileData":{"mimeType":"image/png","fileUri":"https://example.com/a"}"#),
      "\(body)")
    let role = try await setting.run(request + ["https://example.com/a.png:pose"])
    #expect(role.status == 0, "\(role.stderr)")
    let posed = String(decoding: try #require(setting.server.requests.last).body, as: UTF8.self)
    #expect(
      posed.contains(#""fileUri":"https://example.com/a.png""#)
        && posed.contains("for the pose alone"), "\(posed)")
    let parent = try await setting.run(request + ["https://example.com/a.png:parent"])
    #expect(parent.status == 2 && parent.stderr.contains("composition"), "\(parent.stderr)")
    let reference = try await setting.run(
      "generate", "a", "-m", "gemini-3-pro-image", "--ref", "https://example.com/a.png:pose")
    #expect(reference.status == 2 && reference.stderr.contains("--uri"), "\(reference.stderr)")
    #expect(setting.server.requests.count == 2)
  }
}
