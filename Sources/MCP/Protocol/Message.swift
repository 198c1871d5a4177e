import Foundation

/// One message of JSON-RPC 2.0.
enum Message: Hashable, Sendable {
  /// Something that wants an answer.
  case request(RequestID, method: String, parameters: JSON)
  /// Something that wants none.
  case notification(method: String, parameters: JSON)
  /// The answer to a request of ours: its result, or the words of its error.
  case answer(RequestID, result: JSON?, error: String?)

  /// Reads a message.
  /// - Throws: `RPCError`, with the id of what cannot be understood where it has one.
  init(reading line: Data) throws(RPCError) {
    guard let value = try? JSONDecoder().decode(JSON.self, from: line) else {
      throw RPCError(.parse, "This is not JSON.")
    }
    guard case .object(let fields) = value else {
      throw RPCError(.invalidRequest, "A message is one JSON object; batches are not taken.")
    }
    let id = fields["id"].flatMap(RequestID.init)
    guard fields["jsonrpc"] == "2.0" else {
      throw RPCError(.invalidRequest, "\"jsonrpc\" must be \"2.0\".", id)
    }
    let parameters = fields["params"] ?? .null
    switch fields["method"] {
    case .text(let method)?:
      switch parameters {
      case .object, .null: break
      default: throw RPCError(.invalidParameters, "\"params\" must be an object.", id)
      }
      if let id {
        self = .request(id, method: method, parameters: parameters)
      } else if fields["id"] == nil {
        self = .notification(method: method, parameters: parameters)
      } else {
        throw RPCError(.invalidRequest, "\"id\" must be a string or a whole number.")
      }
    case nil:
      guard let id, fields["result"] != nil || fields["error"] != nil else {
        throw RPCError(.invalidRequest, "\"method\" is missing.", id)
      }
      let error = fields["error"].map { $0["message"]?.text ?? "error" }
      self = .answer(id, result: fields["result"], error: error)
    default: throw RPCError(.invalidRequest, "\"method\" must be a string.", id)
    }
  }
}

/// What a request is answered by.
enum RequestID: Hashable, Sendable {
  case text(String)
  case number(Int)

  /// `nil` for what is none.
  init?(_ value: JSON) {
    switch value {
    case .text(let text): self = .text(text)
    case .integer(let number): self = .number(number)
    default: return nil
    }
  }

  var json: JSON {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .integer(number)
    }
  }
}

/// A request that is not answered as it wishes.
struct RPCError: Error, Hashable {
  /// The codes of JSON-RPC 2.0, and of the protocol for a resource that is not there.
  enum Code: Int {
    case parse = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case `internal` = -32603
    case resourceNotFound = -32002
  }

  let code: Code
  let message: String
  let id: RequestID?

  init(_ code: Code, _ message: String, _ id: RequestID? = nil) {
    (self.code, self.message, self.id) = (code, message, id)
  }

  /// The answer that tells it.
  func answer(to id: RequestID?) -> JSON {
    [
      "jsonrpc": "2.0", "id": (id ?? self.id)?.json ?? .null,
      "error": ["code": .integer(code.rawValue), "message": .text(message)],
    ]
  }
}
