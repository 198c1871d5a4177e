import Foundation
import NIOCore

/// The user whose program is at the other end of a connection within this machine.
struct PeerUser: Sendable {
  let id: UInt32
  /// Whether a program still holds that end; one that was left behind tells the number of root.
  let isHeld: Bool

  /// Whether the server of the user `owner` answers: to that user and to root, who may read all anyway; and root's own
  /// server to everyone.
  func isLetIn(by owner: UInt32) -> Bool {
    owner == 0 || isHeld && (id == owner || id == 0)
  }

  /// Asks the system for one connection.
  /// - Parameters:
  ///   - client: the end that is asked about.
  ///   - server: the end of this program.
  /// - Returns: `nil` where the system does not tell it, as everywhere but on Linux.
  static func of(client: SocketAddress, server: SocketAddress) -> PeerUser? {
    #if os(Linux)
      guard let question = question(client, server) else { return nil }
      let netlink = socket(AF_NETLINK, Int32(SOCK_DGRAM.rawValue) | closeOnExec, socketDiagnosis)
      guard netlink >= 0 else { return nil }
      defer { close(netlink) }
      guard send(netlink, question, question.count, 0) == question.count else { return nil }
      var answer = [UInt8](repeating: 0, count: 512)
      let count = recv(netlink, &answer, answer.count, 0)
      // An answer of the kind 20 has the facts of one socket; the end of the list and an error have none.
      guard count >= 88, answer[4] == 20, answer[5] == 0 else { return nil }
      func number(_ start: Int) -> UInt32 {
        answer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt32.self) }
      }
      return PeerUser(id: number(80), isHeld: number(84) != 0)
    #else
      return nil
    #endif
  }

  #if os(Linux)
    private static let socketDiagnosis: Int32 = 4
    private static let closeOnExec = Int32(SOCK_CLOEXEC.rawValue)

    /// `inet_diag_req_v2` of sock_diag(7) behind its `nlmsghdr`: the socket with these addresses.
    private static func question(_ client: SocketAddress, _ server: SocketAddress) -> [UInt8]? {
      guard let from = place(client), let to = place(server), from.family == to.family
      else { return nil }
      var bytes: [UInt8] = []
      func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
      }
      add(UInt32(72))
      add(UInt16(20))
      add(UInt16(1))
      add(UInt64(1))
      bytes += [from.family, UInt8(IPPROTO_TCP), 0, 0]
      add(UInt32.max)
      add(from.port.bigEndian)
      add(to.port.bigEndian)
      bytes += from.address + to.address
      add(UInt32(0))
      add(UInt64.max)
      return bytes
    }

    /// The address in 16 bytes, as that question has it.
    private static func place(_ address: SocketAddress) -> (
      family: UInt8, port: UInt16, address: [UInt8]
    )? {
      guard let port = address.port else { return nil }
      switch address {
      case .v4(let four):
        let bytes = withUnsafeBytes(of: four.address.sin_addr) { Array($0) }
        return (UInt8(AF_INET), UInt16(port), bytes + [UInt8](repeating: 0, count: 12))
      case .v6(let six):
        return (
          UInt8(AF_INET6), UInt16(port), withUnsafeBytes(of: six.address.sin6_addr) { Array($0) }
        )
      case .unixDomainSocket: return nil
      }
    }
  #endif
}
