import Troupe

/// What was sent and what came, as far as it stands nowhere else in a listing.
struct ExchangeListing {
  let exchange: Exchange
  var showsThoughts = false

  /// Thoughts and sources, and what there is besides, a section each.
  var parts: [SafeText] {
    var parts: [SafeText] = []
    let answer = exchange.answer
    if showsThoughts {
      for part in answer?.parts ?? [] {
        switch part {
        case .thought(let text): parts.append(.section("Model's thoughts", text))
        case .draft(let digest): parts.append(.section("Draft", "\(digest)"))
        case .text, .image: break
        }
      }
    }
    if let sources = answer?.sources, !sources.isEmpty {
      var table = Table(["", ""])
      for source in sources { table.add(.init(source.title), .init(source.address, .faint)) }
      parts.append("\("Looked up", .strong)\n" + table.text(indent: 2))
      if answer?.suggestions != nil {
        parts.append(
          "The vendor asks that its search suggestions be shown with this: '--story FILE.html' does."
        )
      }
    }
    parts.append(.section("Exchange", facts.joined(separator: "\n")))
    return parts
  }

  private var facts: [String] {
    let sent = "\(exchange.sent.body.byteCount.formatted()) bytes sent to \(exchange.sent.url)"
    guard let answer = exchange.answer else { return [sent, "no whole answer came"] }
    let thoughts = answer.thoughts.isEmpty || showsThoughts ? "" : ", thoughts by --thoughts"
    let signatures = answer.signatures == 0 ? "" : ", \(answer.signatures.of("signature")) in it"
    return [
      sent,
      "\(answer.body.byteCount.formatted()) bytes came, HTTP \(answer.status)\(signatures)\(thoughts)",
    ]
  }

  /// Both bodies.
  var bodies: SafeText {
    let sent = SafeText.section("Body sent", Self.text(exchange.sent.body))
    guard let answer = exchange.answer else { return sent }
    return sent + "\n\n" + .section("Body that came", Self.text(answer.body))
  }

  private static func text(_ body: MessageBody) -> String {
    body.segments.map { segment in
      switch segment {
      case .text(let text): text
      case .base64(let digest, let byteCount): "‹\(digest), \(byteCount) bytes in base64›"
      case .file(let digest, let byteCount): "‹\(digest), \(byteCount) bytes›"
      }
    }.joined()
  }
}
