import Foundation
import Troupe

/// One client of a server: what it agreed to, what it asked, and what it was asked.
actor Connection {
  /// Sends a message to the client, from any thread.
  typealias Send = @Sendable (JSON) -> Void

  let server: MCPServer
  private let purse: Purse
  /// Takes what belongs to no request, and all that has no way of its own.
  private let send: Send
  private var isInitialized = false
  private var canBeAsked = false
  private var running: [RequestID: Task<Void, Never>] = [:]
  private var asked: [RequestID: CheckedContinuation<JSON, any Error>] = [:]
  private var questions = 0
  private var watching: Task<Void, Never>?

  /// - Parameter purse: how far its paid calls may go; `nil` gives it one of its own.
  init(_ server: MCPServer, purse: Purse? = nil, send: @escaping Send) {
    (self.server, self.send) = (server, send)
    self.purse = purse ?? Purse(bound: server.options.maxCost)
  }

  /// Takes one message; what it asks for is answered by `send`, and goes on meanwhile.
  func receive(_ line: Data) {
    do throws(RPCError) {
      take(try Message(reading: line))
    } catch {
      send(error.answer(to: nil))
    }
  }

  /// Takes one message.
  /// - Parameters:
  ///   - reply: takes what belongs to the request instead of `send`: what is told meanwhile, and the answer.
  ///   - onEnd: told when a request has ended, answered or cancelled.
  func take(_ message: Message, reply: Send? = nil, onEnd: @escaping @Sendable () -> Void = {}) {
    switch message {
    case .request(let id, let method, let parameters):
      begin(id, method, parameters, reply ?? send, onEnd)
    case .notification("notifications/cancelled", let parameters):
      if let id = parameters["requestId"].flatMap(RequestID.init) {
        running.removeValue(forKey: id)?.cancel()
      }
    case .notification: break
    case .answer(let id, let result, let error):
      let waiting = asked.removeValue(forKey: id)
      if let result {
        waiting?.resume(returning: result)
      } else {
        waiting?.resume(throwing: RPCError(.internal, error ?? ""))
      }
    }
  }

  /// Waits for what goes on, once the client says nothing more: what it asked for is still answered, and what is sent is
  /// recorded. Its person cannot be asked any more.
  func finish() async {
    watching?.cancel()
    for waiting in asked.values { waiting.resume(throwing: CancellationError()) }
    asked = [:]
    while let (id, task) = running.first {
      await task.value
      running[id] = nil
    }
  }

  /// Ends what goes on, as soon as what it began is safe.
  func close() async {
    watching?.cancel()
    let tasks = running.values
    running = [:]
    for task in tasks { task.cancel() }
    for waiting in asked.values { waiting.resume(throwing: CancellationError()) }
    asked = [:]
    for task in tasks { await task.value }
  }

  private func begin(
    _ id: RequestID, _ method: String, _ parameters: JSON, _ reply: @escaping Send,
    _ onEnd: @escaping @Sendable () -> Void
  ) {
    guard running[id] == nil else {
      reply(RPCError(.invalidRequest, "This id is in use.").answer(to: id))
      return onEnd()
    }
    // What is piped in behind it must find it done.
    if method == "initialize" {
      reply(["jsonrpc": "2.0", "id": id.json, "result": initialize(parameters)])
      return onEnd()
    }
    running[id] = Task {
      let answer = await answer(to: id, method, parameters, reply)
      // Who cancelled a request wants no answer to it.
      if running.removeValue(forKey: id) != nil { reply(answer) }
      onEnd()
    }
  }

  private func answer(
    to id: RequestID, _ method: String, _ parameters: JSON, _ reply: @escaping Send
  ) async -> JSON {
    do {
      let result = try await result(of: method, parameters, reply)
      return ["jsonrpc": "2.0", "id": id.json, "result": result]
    } catch let error as RPCError {
      return error.answer(to: id)
    } catch {
      return RPCError(.internal, server.wording(error).sentence).answer(to: id)
    }
  }

  private func result(
    of method: String, _ parameters: JSON, _ reply: @escaping Send
  ) async throws -> JSON {
    if method == "ping" { return [:] }
    guard isInitialized else {
      throw RPCError(.invalidRequest, "The first request must be 'initialize'.")
    }
    let resources = Resources(server: server)
    switch method {
    case "tools/list":
      return ["tools": .list(ToolBox(server: server).offered.map(\.listing))]
    case "tools/call": return try await call(parameters, reply)
    case "resources/list": return ["resources": try await resources.list()]
    case "resources/templates/list": return ["resourceTemplates": Resources.templates]
    case "resources/read":
      return ["contents": try await resources.read(parameters["uri"]?.text ?? "")]
    case "resources/subscribe":
      guard parameters["uri"]?.text == Resources.events else {
        throw Resources.missing(parameters["uri"]?.text ?? "")
      }
      watch()
      return [:]
    case "resources/unsubscribe":
      watching?.cancel()
      watching = nil
      return [:]
    case "prompts/list": return ["prompts": Prompts.listing]
    case "prompts/get":
      return try Prompts.get(
        parameters["name"]?.text ?? "", parameters["arguments"]?.fields ?? [:])
    case "completion/complete": return try await completion(parameters)
    default: throw RPCError(.methodNotFound, "There is no method '\(method.prefix(80))'.")
    }
  }

  private func initialize(_ parameters: JSON) -> JSON {
    isInitialized = true
    canBeAsked = parameters["capabilities"]?["elicitation"] != nil
    let wanted = parameters["protocolVersion"]?.text ?? ""
    return [
      "protocolVersion": .text(
        MCPServer.versions.contains(wanted) ? wanted : MCPServer.versions[0]),
      "capabilities": [
        "tools": [:], "prompts": [:], "completions": [:], "resources": ["subscribe": true],
      ],
      "serverInfo": [
        "name": "troupe", "title": "Troupe", "version": .text(Version.number),
      ],
      "instructions": .text(MCPServer.instructions),
    ]
  }

  private func call(_ parameters: JSON, _ reply: @escaping Send) async throws -> JSON {
    let token = parameters["_meta"]?["progressToken"]
    let purse = purse.asking { [weak self] question in try await self?.ask(question, reply) }
    return try await ToolBox(server: server).call(
      parameters["name"]?.text ?? "", parameters["arguments"]?.fields ?? [:], purse: purse
    ) { done, total, words in
      guard let token else { return }
      reply([
        "jsonrpc": "2.0", "method": "notifications/progress",
        "params": JSON.object([
          "progressToken": token, "progress": .integer(done), "message": .text(words),
        ]).adding(["total": total.map { .integer($0) }]),
      ])
    }
  }

  /// Handles that begin as was typed.
  private func completion(_ parameters: JSON) async throws -> JSON {
    let argument = parameters["argument"]
    let typed = (argument?["value"]?.text ?? "").trimmingPrefix("@").lowercased()
    var values: [String] = []
    if argument?["name"]?.text == "handle" {
      values = try await server.library.assets().map(\.handle.text).filter {
        $0.lowercased().hasPrefix(typed)
      }
    }
    return [
      "completion": [
        "values": .list(values.prefix(100).map { .text($0) }), "total": .integer(values.count),
        "hasMore": .flag(values.count > 100),
      ]
    ]
  }

  private func watch() {
    guard watching == nil else { return }
    let (changes, send) = (server.library.changes(), send)
    watching = Task {
      do {
        for try await _ in changes {
          send([
            "jsonrpc": "2.0", "method": "notifications/resources/updated",
            "params": ["uri": .text(Resources.events)],
          ])
        }
      } catch {
        // A library that cannot be read any more has no changes to tell.
      }
    }
  }

  /// Asks the person behind the client.
  /// - Returns: `nil` where the client cannot ask.
  private func ask(_ question: String, _ reply: Send) async throws -> Bool? {
    guard canBeAsked else { return nil }
    questions += 1
    let id = RequestID.text("ask-\(questions)")
    let answer = try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        asked[id] = continuation
        reply([
          "jsonrpc": "2.0", "id": id.json, "method": "elicitation/create",
          "params": [
            "message": .text(question),
            "requestedSchema": [
              "type": "object", "required": ["approve"],
              "properties": ["approve": ["type": "boolean", "title": "Send it"]],
            ],
          ],
        ])
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
    return answer["action"]?.text == "accept" && answer["content"]?["approve"] == true
  }

  private func giveUp(_ id: RequestID) {
    asked.removeValue(forKey: id)?.resume(throwing: CancellationError())
  }
}
