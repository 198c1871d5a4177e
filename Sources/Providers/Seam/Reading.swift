/// One exchange of a send. Most providers answer the first with the images; a job needs several.
package enum Leg: String, Codable, Hashable, Sendable {
  /// The request itself.
  case submit
  /// Asking whether a job is done. Costs nothing.
  case poll
  /// Fetching a result from its address.
  case fetch
}

/// What an answer comes to: the end, or a further leg.
package enum Reading: Sendable {
  /// The whole answer.
  case answer(DecodedAnswer)
  /// The job is under way: send the message after some seconds and read what comes. Its key goes only where the message
  /// before it went.
  case poll(HTTPRequest, seconds: Double)
  /// The job is done and its images stand at addresses: fetch them in order, each without the key. `DecodedAnswer` is all
  /// that is known otherwise; what is fetched becomes its images.
  case fetch(DecodedAnswer, [HTTPRequest])
}
