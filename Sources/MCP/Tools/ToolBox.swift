import Troupe

/// All tools of a server, and how they are called.
struct ToolBox: Sendable {
  let server: MCPServer

  static let all =
    CastTools.all + [PlanTool.plan] + RecordTools.all + [LookingTool.view] + CastWritingTools.all
    + VerdictTools.all + SpendingTools.all

  /// Those that this server offers.
  var offered: [Tool] {
    server.options.isReadOnly ? Self.all.filter { $0.effect == .reads } : Self.all
  }

  /// Runs a tool.
  /// - Returns: the result as `tools/call` tells it; a tool that fails is a result too.
  /// - Throws: `RPCError` for a tool that is not there; `CancellationError`.
  func call(
    _ name: String, _ arguments: [String: JSON], purse: Purse,
    onProgress: @escaping @Sendable (Int, Int?, String) -> Void
  ) async throws -> JSON {
    guard let tool = offered.first(where: { $0.name == name }) else {
      let isHidden = Self.all.contains { $0.name == name }
      throw RPCError(
        .invalidParameters,
        isHidden
          ? "This server is read-only, so there is no '\(name)'."
          : "There is no tool '\(name.prefix(80))'; tools/list names them.")
    }
    let call = Call(
      library: server.library, wording: server.wording, arguments: arguments,
      isReadOnly: server.options.isReadOnly, purse: purse,
      previewEdge: server.options.previewEdge, onProgress: onProgress)
    do {
      try call.check(tool.parameters)
      return result(of: tool, try await tool.run(call))
    } catch {
      if Task.isCancelled { throw CancellationError() }
      return failure(error)
    }
  }

  private func result(of tool: Tool, _ outcome: Outcome) -> JSON {
    var document = tool.shape.fitted(outcome.document)
    if let error = outcome.error {
      document = document.adding(["error": told(error, isUnknown: outcome.isUnknown)])
    }
    var content: [JSON] = [["type": "text", "text": .text(document.line)]]
    content += outcome.pictures.map { jpeg in
      ["type": "image", "mimeType": "image/jpeg", "data": .text(jpeg.base64EncodedString())]
    }
    content += outcome.images.prefix(9).map { output in
      [
        "type": "resource_link", "uri": .text("troupe://image/\(output.id)"),
        "name": .text("\(output.id)"), "mimeType": "image/jpeg",
      ]
    }
    return [
      "content": .list(content), "structuredContent": document,
      "isError": .flag(outcome.error != nil),
    ]
  }

  /// A tool that came to nothing.
  func failure(_ error: any Error) -> JSON {
    let document: JSON = ["error": told(error, isUnknown: false)]
    return [
      "content": [["type": "text", "text": .text(document.line)]], "structuredContent": document,
      "isError": true,
    ]
  }

  /// What an agent is told of an error: what went wrong, and whether it may try again.
  private func told(_ error: any Error, isUnknown: Bool) -> JSON {
    let told = server.wording(error)
    let isBilled = isUnknown || told.exitStatus == Self.unknownStatus
    return [
      "code": .text(told.code), "message": .text(told.sentence),
      "exit_status": .integer(Int(told.exitStatus)), "perhaps_billed": .flag(isBilled),
      "advice": .text(isBilled ? Self.doNotRepeat : Self.advice(told.code)),
    ]
  }

  /// The exit status of what is perhaps billed though no whole answer came.
  private static let unknownStatus: Int32 = 8

  private static let doNotRepeat = """
    Perhaps billed: do not repeat it. show_generation tells how it stands; a person can run 'troupe recover --fetch'.
    """

  private static func advice(_ code: String) -> String {
    switch code {
    case "plan_changed": "Call plan again, look at what changed, and use its digest."
    case "too_expensive", "over_budget", "not_approved":
      "Ask the person before raising max_cost_usd, or choose a cheaper model with models."
    case "unknown_asset", "unknown_look": "list_cast names the cast."
    case "unknown_model", "no_model": "models names those that can be asked."
    case "unknown_generation", "ambiguous": "search finds generations."
    case "no_key":
      "A person stores a key with 'troupe key set PROVIDER'; troupe/storyboard needs none."
    default: "Change what the message names, then call it again."
    }
  }
}
