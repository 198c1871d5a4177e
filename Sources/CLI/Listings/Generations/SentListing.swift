import Troupe

/// Messages as they were sent, for people.
struct SentListing {
  let messages: [SentMessage]

  var text: SafeText {
    messages.map { message -> SafeText in
      var head = ["\(message.method) \(message.url)"]
      head += message.headers.map { "\($0.name): \($0.value)" }
      if let name = message.keyHeader { head.append("\(name): ‹the key, which is kept nowhere›") }
      let title = "Send \(message.attempt), message \(message.leg)"
      return .section(title, (head + ["", Self.readable(message.body)]).joined(separator: "\n"))
    }.joined(separator: "\n\n")
  }

  /// The body with pictures by their digests.
  static func readable(_ body: MessageBody) -> String {
    body.segments.map { segment in
      switch segment {
      case .text(let text): text
      case .base64(let digest, let byteCount): "<image \(digest) \(byteCount.asBytes)>"
      case .file(let digest, let byteCount): "<file \(digest) \(byteCount.asBytes)>"
      }
    }.joined()
  }
}
