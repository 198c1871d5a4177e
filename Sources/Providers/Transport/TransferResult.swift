import TroupeCTransfer

/// What libcurl's word for the end of a transfer means.
struct TransferResult {
  let order: TransferOrder
  let code: CURLcode
  /// The cause found on this side, if one was.
  let cause: TransportFailure.Cause?
  /// Bytes of the body handed to libcurl.
  let sent: Int
  /// libcurl's own words.
  let words: String
  /// Whether it took all the time that it had.
  let isOverdue: Bool

  /// Success, or the failure with its words.
  var value: Result<Void, TransportFailure> {
    if code == CURLE_OK, cause == nil { return .success(()) }
    let cause = self.cause ?? causeOfCode
    return .failure(order.failure(cause, maybeSent: sent > 0, reason(cause)))
  }

  private var causeOfCode: TransportFailure.Cause {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_FILESIZE_EXCEEDED: .tooLarge
    case CURLE_PEER_FAILED_VERIFICATION where sent == 0: .untrusted
    case _ where sent == 0: .noConnection
    default: .cut
    }
  }

  private func reason(_ cause: TransportFailure.Cause) -> String {
    switch cause {
    case .noConnection, .untrusted: detail
    case .timeout where sent == 0: "no connection within \(order.timeouts.connect) s"
    case .timeout where isOverdue:
      "the answer was not whole \(order.timeouts.whole) s after the request was begun"
    case .timeout: "nothing came for \(order.timeouts.idle) s after the request was sent"
    case .cut: "the connection ended before the answer was whole (\(detail))"
    case .cancelled where sent == 0: "it was stopped before anything was sent"
    case .cancelled: "it was stopped after the request had begun to go out"
    case .tooLarge:
      "the answer is larger than \(HTTPTransport.largestAnswer >> 20) MiB, or its head than 64 KiB"
    case .source: "a file of the request could not be read as recorded"
    case .receiver: "the answer could not be written down as it came"
    }
  }

  private var detail: String {
    if code == CURLE_OK { return "its head is not whole" }
    let text = words.isEmpty ? String(cString: troupe_curl_words(code)) : words
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
