/// One message that went out for a generation, as it was sent but for the key.
public struct SentMessage: Codable, Hashable, Sendable {
  /// A line of its head.
  public struct Header: Codable, Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// Its value.
    public let value: String

    /// A line of a head.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Which send of the generation it belongs to, from 1.
  public let attempt: Int
  /// Which message of that send it is, from 1: asking for a job and fetching its images come after the request.
  public let leg: Int
  /// The method of HTTP, or `DRAW` for the offline model.
  public let method: String
  /// The address.
  public let url: String
  /// The lines of its head, without the key.
  public let headers: [Header]
  /// The line that carried the key, which is kept nowhere; `nil` where none did.
  public let keyHeader: String?
  /// The body byte for byte, files by digest.
  public let body: MessageBody

  /// A message as sent.
  public init(
    attempt: Int, leg: Int, method: String, url: String, headers: [Header], keyHeader: String?,
    body: MessageBody
  ) {
    self.attempt = attempt
    self.leg = leg
    self.method = method
    self.url = url
    self.headers = headers
    self.keyHeader = keyHeader
    self.body = body
  }
}
