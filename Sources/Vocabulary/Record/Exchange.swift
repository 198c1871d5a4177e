/// What was sent for a generation and what came back, as the record keeps them.
public struct Exchange: Encodable, Hashable, Sendable {
  /// The message as it went out last, without the key.
  public struct Sent: Encodable, Hashable, Sendable {
    /// The address.
    public let url: String
    /// The body byte for byte, files by digest.
    public let body: MessageBody

    package init(url: String, body: MessageBody) {
      self.url = url
      self.body = body
    }
  }

  /// One part of an answer.
  public enum Part: Hashable, Sendable {
    /// Words.
    case text(String)
    /// What the model says it thought.
    case thought(String)
    /// A finished image.
    case image(Digest)
    /// An interim picture of thinking.
    case draft(Digest)
  }

  /// The answer, and what of it stands nowhere else in the record.
  public struct Answer: Encodable, Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// The body byte for byte, files by digest.
    public let body: MessageBody
    /// What the model says it thought, in order.
    public let thoughts: [String]
    /// What the model looked up, in order.
    public let sources: [Source]
    /// How many parts carry a signature, which a conversation sends back.
    public let signatures: Int
    /// Words and pictures in the order in which they came.
    public let parts: [Part]
    /// The vendor's suggestions for further searches, HTML as it came: to be shown with what was looked up.
    public let suggestions: String?

    package init(
      status: Int, body: MessageBody, thoughts: [String], sources: [Source], signatures: Int,
      parts: [Part] = [], suggestions: String? = nil
    ) {
      self.parts = parts
      self.suggestions = suggestions
      self.status = status
      self.body = body
      self.thoughts = thoughts
      self.sources = sources
      self.signatures = signatures
    }
  }

  /// What was sent.
  public let sent: Sent
  /// What came; `nil` where no whole answer did.
  public let answer: Answer?

  package init(sent: Sent, answer: Answer?) {
    self.sent = sent
    self.answer = answer
  }
}

/// A page or picture that a model says it looked up.
public struct Source: Codable, Hashable, Sendable {
  /// Its title; may be empty.
  public let title: String
  /// Its address.
  public let address: String

  package init(title: String, address: String) {
    self.title = title
    self.address = address
  }
}

extension Source {
  /// Whether its address is one of the web, which may become a link.
  public var isLink: Bool {
    let address = address.lowercased()
    return address.hasPrefix("https://") || address.hasPrefix("http://")
  }
}

extension Exchange.Part: Encodable {
  private enum CodingKeys: String, CodingKey { case text, thought, image, draft }

  /// Writes `{"text": …}`, `{"thought": …}`, `{"image": digest}` or `{"draft": digest}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .thought(let text): try container.encode(text, forKey: .thought)
    case .image(let digest): try container.encode(digest, forKey: .image)
    case .draft(let digest): try container.encode(digest, forKey: .draft)
    }
  }
}
