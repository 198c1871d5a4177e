import Foundation

/// Takes an answer in as it arrives, within bounds, and hands it on with the key covered.
final class AnswerReceiver {
  /// Which part of an answer bytes belong to.
  enum Part { case head, body }

  /// Bytes of the body so far.
  private(set) var received = 0

  private static let largestHead = 64 << 10
  private let order: TransferOrder
  private var headers: [HTTPHeader] = []
  private var headSize = 0
  private var hasHead = false
  private var mask: KeyMask?

  init(_ order: TransferOrder) { self.order = order }

  /// Takes a line of the head or a piece of the body; what is wrong, if something is.
  func take(
    _ bytes: UnsafeRawBufferPointer, as part: Part, status: Int
  ) -> TransportFailure.Cause? {
    switch part {
    case .head: takeLine(bytes, status: status)
    case .body: takePiece(bytes)
    }
  }

  /// The answer has ended whole.
  func end() -> TransportFailure.Cause? {
    // libcurl is content with a connection that ends within the head.
    guard hasHead else { return .cut }
    return mask?.rest().withUnsafeBytes(hand)
  }

  private func takeLine(_ bytes: UnsafeRawBufferPointer, status: Int) -> TransportFailure.Cause? {
    // Lines after the body are trailers, which nothing here needs.
    if hasHead { return nil }
    headSize += bytes.count
    guard headSize <= Self.largestHead else { return .tooLarge }
    let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    if line.hasPrefix("HTTP/") {
      headers = []
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers.append(HTTPHeader(String(line[..<colon]), value))
    } else if line.isEmpty, status >= 200 {
      return deliverHead(status)
    }
    return nil
  }

  private func deliverHead(_ status: Int) -> TransportFailure.Cause? {
    hasHead = true
    mask = KeyMask(order.key, status: status)
    do {
      let safe = headers.map {
        HTTPHeader(mask?.cover($0.name) ?? $0.name, mask?.cover($0.value) ?? $0.value)
      }
      try order.onHead(status, safe)
      return nil
    } catch {
      return .receiver(error)
    }
  }

  private func takePiece(_ bytes: UnsafeRawBufferPointer) -> TransportFailure.Cause? {
    received += bytes.count
    guard received <= HTTPTransport.largestAnswer else { return .tooLarge }
    return mask == nil ? hand(bytes) : mask?.pass(bytes, hand)
  }

  private func hand(_ bytes: UnsafeRawBufferPointer) -> TransportFailure.Cause? {
    guard !bytes.isEmpty else { return nil }
    do {
      try order.onBody(bytes)
      return nil
    } catch {
      return .receiver(error)
    }
  }
}
