package import Foundation
import TestTLS

/// The server's side of TLS, with a certificate of its own that nobody trusts unless told to.
package final class FakeTLS: Sendable {
  /// What is wrong with the certificate.
  package enum Flaw: Sendable {
    case none
    /// It was valid until yesterday.
    case expired
    /// It is of another host.
    case otherHost
  }

  /// The certificate as PEM, to be trusted or not.
  package let certificate: URL
  // OpenSSL's context is no Sendable type; it is not changed after its making, and counts its users itself.
  private nonisolated(unsafe) let context: UnsafeMutableRawPointer

  /// Speaks HTTP/2 with clients that offer it, where `speaksHTTP2`.
  package init(_ flaw: Flaw = .none, speaksHTTP2: Bool = false) throws {
    certificate = FileManager.default.temporaryDirectory
      .appending(path: "troupe-\(UUID().uuidString).pem")
    let day = 86_400
    let context = fake_tls_context(
      flaw == .otherHost ? "example.org" : "127.0.0.1", -2 * day,
      flaw == .expired ? -day : day, certificate.path, speaksHTTP2 ? 1 : 0)
    guard let context else { throw LoopbackSocket.Fault(code: EPROTO) }
    self.context = context
  }

  deinit {
    fake_tls_context_free(context)
    try? FileManager.default.removeItem(at: certificate)
  }

  /// The handshake; `nil` when the other side ends it.
  func session(on descriptor: Int32) -> Session? {
    fake_tls_accept(context, descriptor).map(Session.init)
  }

  /// One connection. Used by one thread at a time.
  final class Session: Sendable {
    // As above: OpenSSL's own, and each connection is served by one thread.
    private nonisolated(unsafe) let session: UnsafeMutableRawPointer

    fileprivate init(_ session: UnsafeMutableRawPointer) { self.session = session }

    deinit { fake_tls_free(session) }

    var isHTTP2: Bool { fake_tls_is_h2(session) == 1 }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      fake_tls_read(session, buffer.baseAddress, buffer.count)
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Int {
      fake_tls_write(session, bytes.baseAddress, bytes.count)
    }
  }
}
