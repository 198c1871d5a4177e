package import TroupeProviders

/// What a job asks for next, as the record keeps it.
package enum NextLeg: Sendable {
  /// Asking again after some seconds.
  case poll(HTTPRequest, seconds: Double)
  /// Fetching the results that are left, in order.
  case fetch([HTTPRequest])

  /// Which kind of leg it is.
  package var leg: Leg {
    switch self {
    case .poll: .poll
    case .fetch: .fetch
    }
  }

  /// What is sent next.
  package var message: HTTPRequest? {
    switch self {
    case .poll(let message, _): message
    case .fetch(let messages): messages.first
    }
  }
}

extension NextLeg: Codable {
  private enum CodingKeys: String, CodingKey { case poll, seconds, fetch }

  /// Reads `{"poll": message, "seconds": number}` or `{"fetch": [message]}`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let messages = try container.decodeIfPresent([HTTPRequest].self, forKey: .fetch) {
      self = .fetch(messages)
    } else {
      self = .poll(
        try container.decode(HTTPRequest.self, forKey: .poll),
        seconds: try container.decode(Double.self, forKey: .seconds))
    }
  }

  /// Writes what `init(from:)` reads.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .poll(let message, let seconds):
      try container.encode(message, forKey: .poll)
      try container.encode(seconds, forKey: .seconds)
    case .fetch(let messages):
      try container.encode(messages, forKey: .fetch)
    }
  }
}
