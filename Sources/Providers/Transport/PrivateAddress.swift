import Foundation
import TroupeCTransfer

/// Addresses of private networks: a result that is said to stand there would be fetched from whatever runs in the user's
/// own.
enum PrivateAddress {
  /// Whether `address` is of a private network, of this machine, or of none.
  static func isPrivate(_ address: UnsafePointer<sockaddr>) -> Bool {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        isPrivate(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
      }
    case AF_INET6:
      return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
        withUnsafeBytes(of: address.pointee.sin6_addr) { isPrivate(Array($0)) }
      }
    default: return true
    }
  }

  /// RFC 1918, 6598, 3927, 1122 and 5735: private, shared, link-local, loopback, this network, and multicast upwards.
  private static func isPrivate(_ address: UInt32) -> Bool {
    let blocks: [(UInt32, bits: UInt32)] = [
      (0x0A00_0000, 8), (0xAC10_0000, 12), (0xC0A8_0000, 16), (0x6440_0000, 10),
      (0xA9FE_0000, 16), (0x7F00_0000, 8), (0, 8), (0xE000_0000, 3),
    ]
    return blocks.contains { block, bits in (address ^ block) >> (32 - bits) == 0 }
  }

  /// RFC 4193 and 4291: unique local, link-local, loopback, none, multicast; and what stands for an address of version 4.
  private static func isPrivate(_ address: [UInt8]) -> Bool {
    let isMapped =
      address[..<10].allSatisfy { $0 == 0 } && (address[10] == 0 || address[10] == 0xFF)
    if isMapped { return isPrivate(address[12...].reduce(0) { $0 << 8 | UInt32($1) }) }
    return address[0] & 0xFE == 0xFC || address[0] == 0xFE && address[1] & 0xC0 == 0x80
      || address[0] == 0xFF
  }

  /// Whether the system's variables name a proxy: the address connected to is then the proxy's.
  static var hasProxy: Bool {
    let environment = ProcessInfo.processInfo.environment
    return ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].contains {
      environment[$0]?.isEmpty == false
    }
  }

  /// Opens a socket to public addresses alone.
  static var openSocket: curl_opensocket_callback {
    { _, purpose, address in
      guard let address, let place = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else {
        return -1
      }
      let bytes = (UnsafeRawPointer(address) + place).assumingMemoryBound(to: sockaddr.self)
      if purpose == CURLSOCKTYPE_IPCXN, PrivateAddress.isPrivate(bytes) { return -1 }
      let opened = socket(
        address.pointee.family, address.pointee.socktype, address.pointee.`protocol`)
      if opened >= 0 { _ = fcntl(opened, F_SETFD, FD_CLOEXEC) }
      return opened
    }
  }
}
