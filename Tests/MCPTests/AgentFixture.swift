import Foundation
import Synchronization
import TestSupport
import Troupe

@testable import TroupeMCP

/// An agent's connection to a library in a folder of its own.
final class AgentFixture: Sendable {
  let base: URL
  let library: Library
  private let connection: Connection
  private let told = Told()

  init(_ options: MCPServer.Options = .init(), canBeAsked: Bool = false) async throws {
    base = FileManager.default.temporaryDirectory.appending(
      path: "troupe-agent-\(UUID())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    let environment = [
      "HOME": base.path, "XDG_CONFIG_HOME": base.appending(path: "config").path,
      "XDG_DATA_HOME": base.appending(path: "data").path,
    ]
    library = try await Library.make(
      at: base.appending(path: "lib"), environment: LibraryEnvironment(environment: environment))
    let file = base.appending(path: "kael.png")
    try SamplePicture.noise(width: 96, height: 64, seed: 1).write(to: file)
    try await library.add(
      .character, "kael", images: [.file(file)], AssetDetails(traits: ["scar"]),
      reference: ReferenceDetails(view: .front))
    let told = told
    let server = MCPServer(
      library, options,
      wording: ErrorWording { error in
        let code = (error as? TroupeError)?.code ?? "internal"
        return (code, "told: \(error)", 2)
      })
    connection = Connection(server) { told.take($0) }
    _ = await ask(
      "initialize",
      [
        "protocolVersion": "2025-06-18",
        "capabilities": canBeAsked ? ["elicitation": [:]] : [:],
      ])
  }

  deinit {
    try? library.close()
    try? FileManager.default.removeItem(at: base)
  }

  /// Sends a line as it is.
  func send(_ line: String) async { await connection.receive(Data(line.utf8)) }

  /// What came that is no answer to a request of ours, and what answers no id.
  var others: [JSON] { told.others }

  func close() async { await connection.close() }

  func finish() async { await connection.finish() }

  /// Waits for something else than an answer.
  func other(_ isWanted: @Sendable (JSON) -> Bool) async throws -> JSON {
    for _ in 0..<2000 {
      if let found = told.others.first(where: isWanted) { return found }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw CancellationError()
  }

  /// The whole answer to a request.
  func ask(_ method: String, _ parameters: JSON = [:]) async -> JSON {
    let id = told.nextID()
    let message: JSON = [
      "jsonrpc": "2.0", "id": .integer(id), "method": .text(method), "params": parameters,
    ]
    async let answer = told.answer(to: id)
    await send(message.line)
    return await answer
  }

  /// The result of a tool.
  func call(_ tool: String, _ arguments: JSON = [:]) async -> JSON {
    await ask("tools/call", ["name": .text(tool), "arguments": arguments])["result"] ?? .null
  }

  /// What a tool tells.
  func told(_ tool: String, _ arguments: JSON = [:]) async -> JSON {
    await call(tool, arguments)["structuredContent"] ?? .null
  }

  /// The code of what keeps a tool from working.
  func code(_ tool: String, _ arguments: JSON = [:]) async -> String? {
    await told(tool, arguments)["error"]?["code"]?.text
  }
}

/// What a server sent.
private final class Told: Sendable {
  private struct State {
    var last = 0
    var answers: [Int: JSON] = [:]
    var waiting: [Int: CheckedContinuation<JSON, Never>] = [:]
    var others: [JSON] = []
  }

  private let state = Mutex(State())

  var others: [JSON] { state.withLock(\.others) }

  func nextID() -> Int {
    state.withLock { state in
      state.last += 1
      return state.last
    }
  }

  func take(_ message: JSON) {
    let waiting = state.withLock { state -> CheckedContinuation<JSON, Never>? in
      guard let id = message["id"]?.integer, message["method"] == nil else {
        state.others.append(message)
        return nil
      }
      if let waiting = state.waiting.removeValue(forKey: id) { return waiting }
      state.answers[id] = message
      return nil
    }
    waiting?.resume(returning: message)
  }

  func answer(to id: Int) async -> JSON {
    await withCheckedContinuation { continuation in
      let known = state.withLock { state -> JSON? in
        if let answer = state.answers.removeValue(forKey: id) { return answer }
        state.waiting[id] = continuation
        return nil
      }
      if let known { continuation.resume(returning: known) }
    }
  }
}
