/// Answers with another status.
extension FakeReply {
  /// An error object of the provider; `details` is JSON.
  package static func error(
    _ status: Int, _ name: String, _ message: String, details: String = ""
  ) -> FakeReply {
    FakeReply(
      status: status,
      json: #"{"error":{"code":\#(status),"message":"\#(message)","status":"\#(name)","#
        + #""details":[\#(details)]}}"#)
  }

  /// 400 with `API_KEY_INVALID`.
  package static var invalidKey: FakeReply {
    error(
      400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
      details: #"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}"#)
  }

  /// 401 that repeats the key.
  package static var echoedKey: FakeReply {
    error(401, "UNAUTHENTICATED", "The key {KEY} is not known.").with("X-Echo", "{KEY}")
  }

  /// 429 with `RetryInfo` of this many seconds.
  package static func tooMany(retryAfter seconds: Double) -> FakeReply {
    error(
      429, "RESOURCE_EXHAUSTED", "Resource has been exhausted.",
      details: #"{"@type":"type.googleapis.com/google.rpc.RetryInfo","#
        + #""retryDelay":"\#(seconds)s"}"#)
  }

  /// 429 of an account without any quota.
  package static var noQuota: FakeReply {
    error(
      429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, limit: 0.",
      details: #"{"@type":"type.googleapis.com/google.rpc.QuotaFailure","#
        + #""violations":[{"quotaValue":"0"}]}"#)
  }

  /// 500, after which nobody knows whether an image was made.
  package static var internalError: FakeReply {
    var reply = error(500, "INTERNAL", "An internal error has occurred.")
    reply.isBilled = true
    return reply
  }

  /// 503; whether it was thrown before or after the image was made, only the provider knows.
  package static var overloaded: FakeReply {
    error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")
  }

  /// A redirect to `address`.
  package static func redirect(_ status: Int = 302, to address: String) -> FakeReply {
    page(status: status).with("Location", address)
  }
}
