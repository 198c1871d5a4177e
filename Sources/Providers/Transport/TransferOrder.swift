import Foundation
import Synchronization
import TroupeVocabulary

/// One send as the transport's thread takes it over.
struct TransferOrder: Sendable {
  let request: HTTPRequest
  let key: String?
  /// The word before the key in `Authorization`.
  var scheme = "Bearer"
  let userAgent: String
  let certificates: String?
  let timeouts: HTTPTransport.Timeouts
  /// Whether it fetches a result from an address that came from outside.
  var isResult = false
  let source: @Sendable (Digest) throws -> any ByteReader
  let onHead: @Sendable (Int, [HTTPHeader]) throws -> Void
  let onBody: @Sendable (UnsafeRawBufferPointer) throws -> Void
  let onProgress: (@Sendable (HTTPTransport.Progress) -> Void)?
  let ticket: TransferTicket
  let finish: @Sendable (Result<Void, TransportFailure>) -> Void

  /// The lines of the head, the key's among them; `Expect` is emptied because servers that ignore
  /// it cost a second.
  var lines: [String] {
    var lines = request.headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
    if let key, case .header(let name)? = keyPlace {
      lines.append("\(name): \(name.lowercased() == "authorization" ? "\(scheme) " : "")\(key)")
    }
    return lines
  }

  /// The address with the key, where that is its place.
  var address: String {
    guard let key, case .query(let name)? = keyPlace else { return request.url }
    return "\(request.url)\(request.url.contains("?") ? "&" : "?")\(name)=\(key)"
  }

  private var keyPlace: KeyPlace? { request.keyHeader.map(KeyPlace.init) }

  /// Why this must not be sent at all, in words.
  var objection: String? {
    if key != nil && !Endpoint.isSafe(request.url) {
      return "the address is neither https nor http to this machine"
    }
    if let key, case .query? = keyPlace, !KeyPlace.canStandInAddress(key) {
      return "the key cannot stand in an address as it is"
    }
    let isBroken = (lines + [key ?? ""]).contains { line in
      line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
    return isBroken ? "a header or the key holds a line break or control character" : nil
  }

  /// This send did not happen, or ended early.
  func failure(
    _ cause: TransportFailure.Cause, maybeSent: Bool, _ reason: String
  ) -> TransportFailure {
    TransportFailure(
      cause: cause, maybeSent: maybeSent, host: Endpoint.host(of: request.url), reason: reason)
  }
}

/// Where a task leaves word that it was cancelled.
final class TransferTicket: Sendable {
  private let cancelled = Atomic(false)

  /// Whether it was.
  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  /// Leaves word.
  func cancel() { cancelled.store(true, ordering: .releasing) }
}
