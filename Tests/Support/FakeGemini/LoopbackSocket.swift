import Foundation

/// A TCP socket on 127.0.0.1, closed when nobody holds it any more.
final class LoopbackSocket: Sendable {
  /// The system's number for what went wrong.
  struct Fault: Error {
    let code: Int32
  }

  private let descriptor: Int32
  private let session: FakeTLS.Session?
  /// What owns the descriptor where this one only speaks otherwise over it.
  private let plain: LoopbackSocket?

  private init(
    _ descriptor: Int32, session: FakeTLS.Session? = nil, over plain: LoopbackSocket? = nil
  ) {
    self.descriptor = descriptor
    self.session = session
    self.plain = plain
  }

  deinit { if plain == nil { close(descriptor) } }

  /// The same connection under TLS; `nil` when the other side does not trust it.
  func secured(by tls: FakeTLS) -> LoopbackSocket? {
    tls.session(on: descriptor).map { LoopbackSocket(descriptor, session: $0, over: self) }
  }

  /// Whether both sides agreed on HTTP/2.
  var isHTTP2: Bool { session?.isHTTP2 ?? false }

  /// A socket that listens on a free port.
  static func listening() throws -> LoopbackSocket {
    #if os(Linux)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw Fault(code: errno) }
    let result = LoopbackSocket(descriptor)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    // A port that the system chose is free again for others when the socket stops listening: a
    // test of nobody listening would find another test's server there.
    for _ in 0..<100 {
      address.sin_port = UInt16.random(in: 20_000...32_000).bigEndian
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
      }
      if bound == 0, listen(descriptor, 64) == 0 { return result }
      guard errno == EADDRINUSE else { break }
    }
    throw Fault(code: errno)
  }

  /// The port it listens on.
  func port() throws -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &size)
      }
    }
    guard found == 0 else { throw Fault(code: errno) }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The next connection; `nil` when the socket has ended.
  func accepted() -> LoopbackSocket? {
    let connection = accept(descriptor, nil, nil)
    guard connection >= 0 else { return nil }
    #if !os(Linux)
      var on: Int32 = 1
      setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return LoopbackSocket(connection)
  }

  /// Up to 64 KiB; empty at the end.
  func receive() -> Data {
    var buffer = Data(count: 65536)
    let count = buffer.withUnsafeMutableBytes { bytes in
      session?.receive(into: bytes) ?? recv(descriptor, bytes.baseAddress, bytes.count, 0)
    }
    return buffer.prefix(max(0, count))
  }

  /// Sends all of `data`; false when the other side is gone.
  @discardableResult
  func send(_ data: Data) -> Bool {
    data.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        let count = sendQuietly(rest)
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  private func sendQuietly(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let session { return session.send(bytes) }
    #if os(Linux)
      return Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #else
      return Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
    #endif
  }

  /// Ends it in both directions; whoever waits on it wakes.
  func end() {
    #if os(Linux)
      shutdown(descriptor, Int32(SHUT_RDWR))
    #else
      shutdown(descriptor, SHUT_RDWR)
    #endif
  }

  /// Makes its close a reset.
  func resetOnClose() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    let size = socklen_t(MemoryLayout.size(ofValue: linger))
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, size)
  }
}
