import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// One connection to a server of this machine, with bytes as they are.
///
/// Unchecked: a test uses it from one thread at a time.
public final class LoopbackClient: @unchecked Sendable {
  /// A lost connection is an error here, not a signal.
  #if canImport(Glibc)
    private static let sendFlags = Int32(MSG_NOSIGNAL)
  #else
    private static let sendFlags: Int32 = 0
  #endif
  private let descriptor: Int32
  private var pending: [UInt8] = []

  public init?(port: Int, isSix: Bool = false) {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    descriptor = socket(isSix ? AF_INET6 : AF_INET, kind, 0)
    #if !canImport(Glibc)
      var isOn: Int32 = 1
      setsockopt(
        descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
    #endif
    var wait = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var result: Int32
    if isSix {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = in_port_t(port).bigEndian
      address.sin6_addr = in6addr_loopback
      result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    guard result == 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Sends bytes; false where the other side has ended.
  @discardableResult
  public func send(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Self.sendFlags)
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Sends no more; what comes can still be read.
  public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// More bytes; false at the end, and after a minute without any.
  private func fill() -> Bool {
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &part, part.count, 0)
    guard count > 0 else { return false }
    pending += part[..<count]
    return true
  }

  /// The text up to and with `end`; nil where it does not come.
  public func text(until end: String) -> String? {
    while true {
      if let place = pending.firstRange(of: Array(end.utf8)) {
        defer { pending.removeFirst(place.upperBound) }
        return String(decoding: pending[..<place.upperBound], as: UTF8.self)
      }
      guard fill() else { return nil }
    }
  }

  public func bytes(_ count: Int) -> [UInt8]? {
    while pending.count < count { guard fill() else { return nil } }
    defer { pending.removeFirst(count) }
    return Array(pending[..<count])
  }

  /// Whether the other side ends the connection.
  public func isEnded() -> Bool {
    while fill() {}
    return errno != EAGAIN
  }
}

/// An answer as it came.
public struct Received {
  public var status: Int
  public var fields: [(name: String, value: String)]
  public var body: [UInt8]

  public subscript(name: String) -> String? { fields.first { $0.name == name.lowercased() }?.value }
  public var text: String { String(decoding: body, as: UTF8.self) }
}

extension LoopbackClient {
  public func head() -> Received? {
    guard let text = text(until: "\r\n\r\n") else { return nil }
    let lines = text.components(separatedBy: "\r\n")
    guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      return nil
    }
    let fields = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return (line[..<colon].lowercased(), value)
    }
    return Received(status: status, fields: fields, body: [])
  }

  /// An answer with its body, which must have a length.
  public func answer(hasBody: Bool = true) -> Received? {
    guard var answer = head() else { return nil }
    if hasBody, answer.status != 304, let count = answer["content-length"].flatMap({ Int($0) }) {
      guard let body = bytes(count) else { return nil }
      answer.body = body
    }
    return answer
  }
}
