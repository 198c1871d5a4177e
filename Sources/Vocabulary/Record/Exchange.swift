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

    package init(
      status: Int, body: MessageBody, thoughts: [String], sources: [Source], signatures: Int
    ) {
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
