import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import TroupeGallery

#if os(Linux)
  struct PeerUserTests {
    @Test(
      "the system tells whose program is at the other end, and when it has gone",
      arguments: ["127.0.0.1", "::1"])
    func tellsTheUser(host: String) async throws {
      let loops = MultiThreadedEventLoopGroup.singleton
      let accepted = AsyncStream<any Channel>.makeStream()
      let listening = ServerBootstrap(group: loops)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { accepted.continuation.yield(channel) }
        }
        .bind(host: host, port: 0)
      // Not every machine that runs tests has IPv6.
      guard let server = try? await listening.get() else { return }
      let address = try #require(server.localAddress)
      let client = try await ClientBootstrap(group: loops).connect(to: address).get()
      let own = try #require(client.localAddress)
      let peer = try #require(PeerUser.of(client: own, server: address))
      #expect(peer.id == geteuid() && peer.isHeld)
      try await client.close()
      let left = PeerUser.of(client: own, server: address)
      #expect(left?.isHeld != true)
      try await server.close()
    }

    @Test("the user who started the server and root are answered, and those left behind are not")
    func lets() {
      #expect(PeerUser(id: 1000, isHeld: true).isLetIn(by: 1000))
      #expect(PeerUser(id: 0, isHeld: true).isLetIn(by: 1000))
      #expect(!PeerUser(id: 1001, isHeld: true).isLetIn(by: 1000))
      #expect(!PeerUser(id: 0, isHeld: false).isLetIn(by: 1000))
      #expect(!PeerUser(id: 1000, isHeld: false).isLetIn(by: 1000))
      #expect(PeerUser(id: 1001, isHeld: true).isLetIn(by: 0))
    }
  }
#endif
