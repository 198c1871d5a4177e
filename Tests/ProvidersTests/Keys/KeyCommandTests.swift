import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// Keys that a command of the user's prints.
@Suite struct KeyCommandTests {
  private static let secret = "ya29.A0-secret_of/the+test=="

  private func key(
    _ way: KeyMaker.Way, _ environment: [String: String] = [:], longest: Double = 60
  ) async throws -> String {
    var environment = environment
    environment["PATH"] = environment["PATH"] ?? "/usr/bin:/bin"
    let made = MadeKeys(
      transport: HTTPTransport(userAgent: "troupe/test"), environment: environment,
      longest: longest)
    return try await made.key(by: KeyMaker("KEY_COMMAND", way), for: "gate")
  }

  /// Why no key came of `way`.
  private func reason(_ way: KeyMaker.Way, longest: Double = 60) async -> String {
    do {
      return "made: \(try await key(way, longest: longest))"
    } catch TroupeError.provider(.keyNotMade("gate", "KEY_COMMAND", let reason)) {
      return reason
    } catch {
      return "\(error)"
    }
  }

  @Test func wordsAreRunWithoutAShell() async throws {
    #expect(try await key(.command(["printf", "%s", Self.secret])) == Self.secret)
    #expect(try await key(.command(["/bin/echo", "a;b|$HOME`x`"])) == "a;b|$HOME`x`")
    #expect(try await key(.command(["printf", "%s", "-c"])) == "-c")
  }

  @Test func aLineIsRunByTheShellInTheUsersEnvironment() async throws {
    let line = "printf '%s\\n' \"$PART\" | tr a b"
    #expect(try await key(.shell(line), ["PART": "aaa1"]) == "bbb1")
    #expect(try await key(.shell("cat; echo k")) == "k")
  }

  @Test func whatItLeavesRunningHoldsNothingUp() async throws {
    let mark = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID()).mark")
    let line = "(sleep 20; touch '\(mark.path)') & echo key-1"
    #expect(try await key(.shell(line)) == "key-1")
    #expect(!FileManager.default.fileExists(atPath: mark.path))
  }

  @Test func aFailureIsToldWithItsWordsAndWithoutTheKey() async {
    let said = await reason(
      .shell("echo \(Self.secret); echo \"no login: \(Self.secret)\" >&2; exit 3"))
    #expect(said.contains("ended with status 3: no login: ****"), "\(said)")
    #expect(!said.contains("secret"))
    let missing = await reason(.command(["no-such-program-here"]))
    #expect(missing.contains("status 127") && missing.contains("not found"), "\(missing)")
    #expect(await reason(.shell("kill -9 $$")) == "the command ended with signal 9")
  }

  @Test(arguments: [
    ("true", "gave nothing"), ("echo '  '", "gave nothing"),
    ("echo sec-1; echo sec-2", "gave 2 lines"), ("echo 'sec 1'", "not one word"),
    ("printf 'sec\\001'", "not one word"), ("echo schlüssec", "not one word"),
    ("head -c 20000 /dev/zero | tr '\\0' s", "not one word"),
  ])
  func whatIsNoKeyIsRefusedUnshown(_ line: String, _ expected: String) async {
    let said = await reason(.shell(line))
    #expect(said.contains(expected) && !said.contains("sec"), "\(said)")
  }

  @Test func itIsBoundInTimeAndSize() async {
    let slow = await reason(.shell("echo waiting >&2; sleep 600"), longest: 1)
    #expect(slow == "the command was not done after 1 seconds: waiting")
    let large = await reason(.shell("yes"))
    #expect(large.contains("printed more than 65536 bytes"), "\(large)")
    let loud = await reason(.shell("yes >&2"))
    #expect(loud.contains("printed more than 65536 bytes"), "\(loud)")
  }

  @Test func anInterruptEndsIt() async throws {
    let task = Task { try await key(.shell("sleep 600")) }
    task.cancel()
    await #expect(throws: TroupeError.interrupted) { try await task.value }
  }

  @Test func itIsRunOnceForAllWhoAskTogether() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID()).count")
    defer { try? FileManager.default.removeItem(at: file) }
    let made = MadeKeys(
      transport: HTTPTransport(userAgent: "troupe/test"), environment: ["PATH": "/usr/bin:/bin"],
      clock: { Date(timeIntervalSince1970: 1_790_000_000) })
    let maker = KeyMaker("KEY_COMMAND", .shell("echo x >> '\(file.path)'; echo key-1"))
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try await made.key(by: maker, for: "gate") } }
      for try await key in group { #expect(key == "key-1") }
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == "x\n")
  }
}
