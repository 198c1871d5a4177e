import Foundation
import TroupeCTransfer

/// One transfer on libcurl. Lives on the transport's thread alone.
final class Transfer {
  let order: TransferOrder
  let easy: UnsafeMutableRawPointer
  private let body: BodyStream
  private let receiver: AnswerReceiver
  private var failure: TransportFailure.Cause?
  private let start = ContinuousClock.now
  private var lastProgress = ContinuousClock.now
  private var lines: UnsafeMutablePointer<curl_slist>?
  private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  /// `nil` when libcurl has no memory for it.
  init?(_ order: TransferOrder) {
    guard let easy = troupe_curl_easy_init() else { return nil }
    self.order = order
    self.easy = easy
    body = BodyStream(order.request.body, open: order.source)
    receiver = AnswerReceiver(order)
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    for line in order.lines { lines = troupe_curl_append(lines, line) }
    setOptions()
    setCallbacks()
  }

  deinit {
    troupe_curl_easy_cleanup(easy)
    troupe_curl_free(lines)
    words.deallocate()
  }

  private func setOptions() {
    func set(_ option: CURLoption, _ value: Int) { _ = troupe_curl_set_long(easy, option, value) }
    func set(_ option: CURLoption, _ value: String) {
      _ = troupe_curl_set_string(easy, option, value)
    }
    set(CURLOPT_URL, order.address)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_USERAGENT, order.userAgent)
    set(CURLOPT_CUSTOMREQUEST, order.request.method)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    if let certificates = order.certificates { set(CURLOPT_CAINFO, certificates) }
    // Connections are kept for the next request. When a kept one turns out dead curl would send the request again by
    // itself, which it cannot once a byte of the body is out: the body is read here, and there is no way back in it.
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    set(CURLOPT_MAXAGE_CONN, 60)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // Without it a cancelled transfer waits for its name to be looked up to the end.
    set(CURLOPT_QUICK_EXIT, 1)
    // A proxy would see a key that is meant for this machine.
    let isLocal = Endpoint.isLocal(order.request.url)
    if isLocal { set(CURLOPT_PROXY, "") }
    if order.isResult, !isLocal, !PrivateAddress.hasProxy {
      _ = troupe_curl_set_open_socket(easy, PrivateAddress.openSocket)
    }
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(order.timeouts.connect * 1000))
    set(CURLOPT_LOW_SPEED_LIMIT, 1)
    set(CURLOPT_LOW_SPEED_TIME, Int(order.timeouts.idle.rounded(.up)))
    set(CURLOPT_TIMEOUT_MS, Int(order.timeouts.whole * 1000))
    // Asks for bytes as they are, and reads what a gateway compresses all the same.
    set(CURLOPT_ACCEPT_ENCODING, "identity")
    set(CURLOPT_POST, 1)
    set(CURLOPT_UPLOAD_BUFFERSIZE, 512 * 1024)
    set(CURLOPT_BUFFERSIZE, 256 * 1024)
    _ = troupe_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.byteCount))
    _ = troupe_curl_set_offset(
      easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(HTTPTransport.largestAnswer))
    _ = troupe_curl_set_pointer(easy, CURLOPT_HTTPHEADER, lines)
    _ = troupe_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, words)
  }

  private func setCallbacks() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = troupe_curl_set_pointer(easy, CURLOPT_READDATA, context)
    _ = troupe_curl_set_data(easy, CURLOPT_READFUNCTION) { buffer, size, count, context in
      Transfer.at(context)?.fill(.init(start: buffer, count: size * count))
        ?? Int(CURL_READFUNC_ABORT)
    }
    _ = troupe_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
    _ = troupe_curl_set_data(easy, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
      Transfer.at(context)?.take(.init(start: buffer, count: size * count), as: .head) ?? 0
    }
    _ = troupe_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
    _ = troupe_curl_set_data(easy, CURLOPT_WRITEFUNCTION) { buffer, size, count, context in
      Transfer.at(context)?.take(.init(start: buffer, count: size * count), as: .body) ?? 0
    }
    guard order.onProgress != nil else { return }
    _ = troupe_curl_set_long(easy, CURLOPT_NOPROGRESS, 0)
    _ = troupe_curl_set_pointer(easy, CURLOPT_XFERINFODATA, context)
    _ = troupe_curl_set_progress(easy, CURLOPT_XFERINFOFUNCTION) { context, _, _, _, _ in
      Transfer.at(context)?.report()
      return 0
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    do {
      return try body.read(into: buffer)
    } catch {
      failure = .source(error)
      return Int(CURL_READFUNC_ABORT)
    }
  }

  private func take(_ bytes: UnsafeRawBufferPointer, as part: AnswerReceiver.Part) -> Int {
    var status = 0
    _ = troupe_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    if let cause = receiver.take(bytes, as: part, status: status) {
      failure = cause
      return 0
    }
    return bytes.count
  }

  private func report() {
    let now = ContinuousClock.now
    guard now - lastProgress >= .milliseconds(100) else { return }
    lastProgress = now
    order.onProgress?(
      HTTPTransport.Progress(
        sent: body.position, toSend: body.byteCount, received: receiver.received))
  }

  /// Hands the result to the waiting task, once.
  func finish(_ code: CURLcode) {
    var cause = failure
    if code == CURLE_OK, cause == nil { cause = receiver.end() }
    let words = String(cString: words)
    let said = ProviderMessage.clean(KeyMask(order.key, status: 400)?.cover(words) ?? words)
    order.finish(
      TransferResult(
        order: order, code: code, cause: cause, sent: body.position, words: said,
        isOverdue: ContinuousClock.now - start >= .seconds(order.timeouts.whole)
      ).value)
  }

  /// Ends it because its task was cancelled.
  func cancel() {
    failure = .cancelled
    finish(CURLE_ABORTED_BY_CALLBACK)
  }
}
