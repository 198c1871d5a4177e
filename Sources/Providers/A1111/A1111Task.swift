import TroupeVocabulary

/// The name under which a server works on a request, as the first member of its body.
enum A1111Task {
  private static let start = "{\"force_task_id\":\""

  /// `body` under `name`.
  static func naming(_ body: MessageBody, _ name: String) -> MessageBody {
    let body = nameless(body)
    guard case .text(let text)? = body.segments.first, text.first == "{" else { return body }
    let named = "\(start)\(name)\",\(text.dropFirst())"
    return MessageBody(segments: [.text(named)] + body.segments.dropFirst())
  }

  /// The name in `body`; `nil` where it has none.
  static func name(in body: MessageBody) -> String? {
    guard case .text(let text)? = body.segments.first, text.hasPrefix(start) else { return nil }
    let name = text.dropFirst(start.count).prefix { $0 != "\"" }
    return name.wholeMatch(of: /[A-Za-z0-9-]{1,100}/) == nil ? nil : String(name)
  }

  /// `body` without a name.
  static func nameless(_ body: MessageBody) -> MessageBody {
    guard let name = name(in: body), case .text(let text)? = body.segments.first else {
      return body
    }
    let rest = "{" + text.dropFirst(start.count + name.count + 2)
    return MessageBody(segments: [.text(rest)] + body.segments.dropFirst())
  }
}
